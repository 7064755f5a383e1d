import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { ImageContent } from '../protocol/Content.ts';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { StepStatus } from '../store/InteractionState.ts';
import { toStandard } from './base64.ts';
import { recordOf, textOf } from './fields.ts';
import { FileCard } from './FileCard.tsx';
import { ImageView } from './ImageView.tsx';
import { imageInfo, type ImageInfo } from './imageInfo.ts';
import { MediaPlaceholder } from './MediaPlaceholder.tsx';
import { parseMediaType } from './mediaType.ts';
import { slotProps } from './slotProps.ts';
import { useRemoteMedia } from './useRemoteMedia.ts';

export interface ImageStepProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  content: ImageContent;
  /** What the image shows. Default: the label "Image". */
  alt?: string;
  /** While `streaming`, data that is not an image yet is waited for. Default `done`. */
  status?: StepStatus;
  /** `thumbnail`: small and square, as an attachment. Default `full`. */
  size?: 'full' | 'thumbnail';
}

/**
 * An image content item. Inline data is drawn when its bytes are a raster image that browsers know, whatever type is
 * declared; other types (SVG, HEIC, TIFF) become a file to save. Remote images follow the URL policy. The space is
 * reserved from the size in the file's header, and a click opens the image at its full size.
 */
export function ImageStep({ content, alt, status = 'done', size = 'full', ...rest }: ImageStepProps): ReactNode {
  const labels = useLabels();
  const { uri, mime_type } = recordOf(content);
  const data = textOf(recordOf(content).data);
  const kind = labels.content.image;
  const inline = useMemo(() => readImage(data), [data]);
  const remote = useRemoteMedia(uri, content);
  const [failed, setFailed] = useState<string>();

  const src = inline?.src ?? (data === '' && remote.action === 'load' ? remote.src : undefined);
  const placeholder = (state: 'ask' | 'refused' | 'failed' | 'missing' | 'loading') => (
    <Frame {...rest} state={state}>
      <MediaPlaceholder kind={kind} icon="image" state={state} media={remote} description={alt} />
    </Frame>
  );
  if (src !== undefined && src !== failed) {
    const image = (
      <ImageView src={src} alt={alt ?? kind} {...inline?.info} size={size} onError={() => setFailed(src)} />
    );
    return (
      <Frame {...rest} state="shown" size={size}>
        {image}
      </Frame>
    );
  }
  if (src !== undefined) return placeholder(status === 'streaming' ? 'loading' : 'failed');
  if (data !== '') {
    if (isFile(mime_type))
      return <FileCard {...rest} content={content} kind={kind} icon="image" slot="image-step" state="file" />;
    return placeholder(status === 'streaming' ? 'loading' : 'failed');
  }
  if (textOf(uri) !== '') return placeholder(remote.action === 'ask' ? 'ask' : 'refused');
  return placeholder(status === 'streaming' ? 'loading' : 'missing');
}

function Frame({
  state,
  size,
  className,
  ...rest
}: ComponentPropsWithRef<'div'> & { state: string; size?: string }): ReactNode {
  return <div {...rest} {...slotProps('image-step', state, className)} data-size={size} />;
}

/** The image as a `data:` URL that holds a raster image and nothing else. */
function readImage(data: string): { src: string; info: ImageInfo } | undefined {
  const info = data === '' ? undefined : imageInfo(data);
  if (!info) return undefined;
  const base64 = toStandard(data);
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 !== 1
    ? { src: `data:${info.mimeType};base64,${base64}`, info }
    : undefined;
}

/** Whether the declared type is one that is not drawn here but may well be worth saving. */
function isFile(mimeType: unknown): boolean {
  const { essence } = parseMediaType(mimeType);
  return essence !== '' && !/^image\/(?:png|jpe?g|gif|webp|bmp|avif)$/.test(essence);
}
