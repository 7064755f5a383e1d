import { useMemo, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { ImageContent } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { decodeBase64 } from './base64.ts';
import type { BlobSource } from './BlobSource.ts';
import { downloadBytes } from '../parts/downloadBytes.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { FileCard } from './FileCard.tsx';
import { ImageView } from './ImageView.tsx';
import { imageInfo, type ImageInfo } from './imageInfo.ts';
import { mediaFile } from './mediaFile.ts';
import { MediaPlaceholder } from './MediaPlaceholder.tsx';
import { parseMediaType } from './mediaType.ts';
import { slotProps } from '../parts/slotProps.ts';
import { useMedium } from './useMedium.ts';

/** Props of `ImageStep`, beside those of its `div`. */
export interface ImageStepProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The image as the API sends it: with its `data` in base64, or a `uri`. */
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
  const kind = useLabels().content.image;
  const { data, mime_type } = recordOf(content);
  const inline = useMemo(() => readImage(content), [content]);
  const { isInline, waits, src, fault, isBroken, onError, remote, unshown, onRetry } = useMedium(
    content,
    status,
    inline?.source,
  );
  if ((inline || remote.action === 'load') && !fault && !isBroken) {
    const { mimeType, ...space } = inline?.info ?? {};
    const save = () => {
      const bytes = decodeBase64(data);
      if (bytes) downloadBytes(bytes, mediaFile(content, kind, mimeType).saveAs);
    };
    return (
      <Frame {...rest} state="shown" size={size}>
        <ImageView src={src} alt={alt ?? kind} {...space} size={size} onSave={inline && save} onError={onError} />
      </Frame>
    );
  }
  if (isInline && !inline && isFile(mime_type)) {
    return <FileCard {...rest} content={content} kind={kind} icon="image" slot="image-step" state="file" />;
  }
  const state = waits ? 'loading' : isInline ? 'failed' : unshown;
  return (
    <Frame {...rest} state={state}>
      <MediaPlaceholder kind={kind} icon="image" state={state} media={remote} description={alt} onRetry={onRetry} />
    </Frame>
  );
}

function Frame({
  state,
  size,
  className,
  ...rest
}: ComponentPropsWithRef<'div'> & { state: string; size?: string }): ReactNode {
  return <div {...rest} {...slotProps('image-step', state, className)} data-size={size} />;
}

/** What an inline payload is, if it is a raster image: nothing else becomes a blob that a tab could open as a page. */
function readImage(content: ImageContent): { source: BlobSource; info: ImageInfo } | undefined {
  const data = textOf(recordOf(content).data);
  const info = data === '' ? undefined : imageInfo(data);
  return info && { source: { item: content, data, type: info.mimeType }, info };
}

/** Whether the declared type is one that is not drawn here but may well be worth saving. */
function isFile(mimeType: unknown): boolean {
  const { essence } = parseMediaType(mimeType);
  return essence !== '' && !/^image\/(?:png|jpe?g|gif|webp|bmp|avif)$/.test(essence);
}
