import { useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { ImageView } from '../media/ImageView.tsx';
import { MediaPlaceholder } from '../media/MediaPlaceholder.tsx';
import { useRemoteMedia } from '../media/useRemoteMedia.ts';

/** An image that the model's text refers to. Never loads by itself unless the app allows its origin; no `data:` images. */
export function MarkdownImage({ src, alt }: { src: string; alt: string }): ReactNode {
  const { content } = useLabels();
  const media = useRemoteMedia(src);
  const [failed, setFailed] = useState<string>();
  if (media.action === 'load' && media.src !== failed) {
    const { src } = media;
    return <ImageView src={src} alt={alt || content.image} size="full" onError={() => setFailed(src)} />;
  }
  const state = media.action === 'ask' ? 'ask' : media.action === 'load' ? 'failed' : 'refused';
  return <MediaPlaceholder kind={content.image} icon="image" state={state} media={media} description={alt} />;
}
