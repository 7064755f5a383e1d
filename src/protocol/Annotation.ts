/**
 * What an annotation says about a range of its text item.
 *
 * `start_index` (inclusive) and `end_index` (exclusive) are offsets in **UTF-8 bytes** into the `text` of the very
 * content item that carries the annotation: neither UTF-16 units nor code points, and not relative to a delta. Either
 * may be missing (a missing start is 0); ranges may repeat, overlap, cut markdown syntax or reach past the text while it
 * still streams. Annotations usually arrive in one late delta after the whole text.
 */
export interface AnnotationRange {
  /** UTF-8 bytes, inclusive. Missing means 0. */
  start_index?: number;
  /** UTF-8 bytes, exclusive. May be missing or past the end. */
  end_index?: number;
}

/** A web source. Sent with grounded answers; `url` is often a redirect and `title` then a bare domain. Both may be missing. */
export interface URLCitation extends AnnotationRange {
  type: 'url_citation';
  url?: string;
  title?: string;
}

/** A passage of an uploaded file. Sent with file search and retrieval; any of the fields may be missing. */
export interface FileCitation extends AnnotationRange {
  type: 'file_citation';
  document_uri?: string;
  file_name?: string;
  source?: string;
  /** 1-based. */
  page_number?: number;
  media_id?: string;
  custom_metadata?: { [key: string]: unknown };
}

/** A user review that backs a {@link PlaceCitation} or a Google Maps place. */
export interface ReviewSnippet {
  title?: string;
  url?: string;
  review_id?: string;
}

/** A Google Maps place. Sent with answers grounded in Maps; reviews may be missing. */
export interface PlaceCitation extends AnnotationRange {
  type: 'place_citation';
  place_id?: string;
  name?: string;
  url?: string;
  review_snippets?: ReviewSnippet[];
}

/** Who speaks the range and how. Sent by transcription and speech models. */
export interface SpeechMetadata extends AnnotationRange {
  type: 'speech_metadata';
  /** An opaque label; `spk:0` and `spk_1` have both been seen. */
  speaker?: string;
  style?: string;
}

/** One transcribed word and its place in the audio. Sent by transcription models. */
export interface WordInfo extends AnnotationRange {
  type: 'word_info';
  text?: string;
  speaker?: string;
  /** A protobuf duration, in seconds with an `s` behind: `"0.300s"`. */
  start_offset?: string;
  /** A protobuf duration, in seconds with an `s` behind: `"0.680s"`. */
  end_offset?: string;
}

/** The annotation types this version knows. */
export type KnownAnnotation = URLCitation | FileCitation | PlaceCitation | SpeechMetadata | WordInfo;

/** An annotation of a type that this version does not know. Kept as it came. */
export interface UnknownAnnotation extends AnnotationRange {
  type: string;
  [key: string]: unknown;
}

/** Any annotation, known or not. */
export type Annotation = KnownAnnotation | UnknownAnnotation;
