import type { KnownAnnotation } from './Annotation.ts';
import type { OpenString } from './OpenString.ts';

/** How closely the model looked at a medium, or how large it drew one. */
export type MediaResolution = OpenString<'low' | 'medium' | 'high' | 'ultra_high'>;

/** Text, markdown by convention. `annotations` may be missing or still to come. */
export interface TextContent {
  type: 'text';
  text: string;
  annotations?: KnownAnnotation[];
}

/** An image: inline (`data`) or by reference (`uri`); `mime_type` may be missing. */
export interface ImageContent {
  type: 'image';
  /** Standard base64 of the whole file. */
  data?: string;
  /** A Files API or `gs://` URI, or any URL. Not necessarily loadable by a browser. */
  uri?: string;
  mime_type?: OpenString<
    'image/png' | 'image/jpeg' | 'image/webp' | 'image/heic' | 'image/heif' | 'image/gif' | 'image/bmp' | 'image/tiff'
  >;
  resolution?: MediaResolution;
}

/**
 * Audio. `audio/l16` is headerless little-endian PCM16, 24,000 Hz mono unless said otherwise; rate and channels may stand
 * only in the mime type's parameters (`audio/l16; rate=24000; channels=1`).
 */
export interface AudioContent {
  type: 'audio';
  /** Standard base64. */
  data?: string;
  uri?: string;
  mime_type?: OpenString<
    | 'audio/wav'
    | 'audio/mp3'
    | 'audio/aiff'
    | 'audio/aac'
    | 'audio/ogg'
    | 'audio/flac'
    | 'audio/mpeg'
    | 'audio/m4a'
    | 'audio/l16'
    | 'audio/opus'
    | 'audio/alaw'
    | 'audio/mulaw'
    | 'audio/webm'
  >;
  /** Hz. */
  sample_rate?: number;
  channels?: number;
}

/** Which frames of an input video the model looks at. */
export interface StaticMediaProcessing {
  type: 'static';
  /** A protobuf duration: `"1.5s"`. */
  start_offset?: string;
  /** A protobuf duration: `"9s"`. */
  end_offset?: string;
  /** Frames per second. */
  fps?: number;
}

/** A video, mostly by a Files API `uri` that needs the key and expires. */
export interface VideoContent {
  type: 'video';
  /** Standard base64. */
  data?: string;
  uri?: string;
  name?: string;
  mime_type?: OpenString<
    | 'video/mp4'
    | 'video/mpeg'
    | 'video/mpg'
    | 'video/mov'
    | 'video/avi'
    | 'video/x-flv'
    | 'video/webm'
    | 'video/wmv'
    | 'video/3gpp'
  >;
  processing?: StaticMediaProcessing | OpenString<'static' | 'agentic'>;
  resolution?: MediaResolution;
}

/** A document, inline or by reference. */
export interface DocumentContent {
  type: 'document';
  /** Standard base64. */
  data?: string;
  uri?: string;
  mime_type?: OpenString<'application/pdf' | 'text/csv'>;
}

/** The content types this version knows. */
export type KnownContent = TextContent | ImageContent | AudioContent | VideoContent | DocumentContent;

/** A content item of a type that this version does not know. Kept as it came. */
export interface UnknownContent {
  type: string;
  [key: string]: unknown;
}

/** Any content item, known or not. */
export type Content = KnownContent | UnknownContent;

/** What a thought's summary may hold: text, and for some models images. */
export type ThoughtSummaryContent = TextContent | ImageContent;
