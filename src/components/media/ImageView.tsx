import { useState, type CSSProperties, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button, IconButton } from '../parts/Button.tsx';
import { ImageDialog } from './ImageDialog.tsx';

export interface ImageViewProps {
  /** Passed by the URL policy, or a `blob:` URL of ours. Missing for the moment before the page has made one. */
  src: string | undefined;
  alt: string;
  /** In CSS pixels, where the file's header told. */
  width?: number;
  height?: number;
  size: 'full' | 'thumbnail';
  /** Saves the image as a file, where there is one to save. */
  onSave?: () => void;
  onError: () => void;
}

/** An image in space that is reserved before it has loaded; the whole of it is the button that opens it in a dialog. */
export function ImageView({ src, alt, width, height, size, onSave, onError }: ImageViewProps): ReactNode {
  const { common, content } = useLabels();
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<string>();
  const known = width !== undefined && height !== undefined;
  const style = known ? ({ '--ris-image-width': width, '--ris-image-height': height } as CSSProperties) : undefined;
  return (
    <span
      className="ris-image"
      data-size={size === 'thumbnail' ? size : known ? 'known' : 'unknown'}
      data-loading={src === undefined || src !== loaded ? '' : undefined}
      style={style}
    >
      <Button
        className="ris-image-open"
        aria-label={`${content.openImage}: ${alt}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {src !== undefined && (
          <img
            src={src}
            alt={alt}
            width={width}
            height={height}
            decoding="async"
            referrerPolicy="no-referrer"
            onLoad={() => setLoaded(src)}
            onError={onError}
          />
        )}
      </Button>
      {onSave && size === 'full' && (
        <IconButton className="ris-image-action" icon="download" label={`${common.download} ${alt}`} onClick={onSave} />
      )}
      {open && <ImageDialog src={src} alt={alt} onSave={onSave} onClose={() => setOpen(false)} />}
    </span>
  );
}
