import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useLabels } from '../react/InteractionProvider.tsx';
import { Icon } from './icons.tsx';

export interface ImageViewProps {
  /** Passed by the URL policy, or a `data:` URL of ours. */
  src: string;
  alt: string;
  /** In CSS pixels, where the file's header told. */
  width?: number;
  height?: number;
  size: 'full' | 'thumbnail';
  onError: () => void;
}

/** An image in space that is reserved before it has loaded; the whole of it is the button that opens it in a dialog. */
export function ImageView({ src, alt, width, height, size, onError }: ImageViewProps): ReactNode {
  const { content } = useLabels();
  const [open, setOpen] = useState(false);
  const known = width !== undefined && height !== undefined;
  const style = known ? ({ '--ris-image-width': width, '--ris-image-height': height } as CSSProperties) : undefined;
  return (
    <>
      <button
        type="button"
        className="ris-image"
        data-size={size === 'thumbnail' ? size : known ? 'known' : 'unknown'}
        style={style}
        aria-label={`${content.openImage}: ${alt}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <img
          src={src}
          alt={alt}
          width={width}
          height={height}
          decoding="async"
          referrerPolicy="no-referrer"
          onError={onError}
        />
      </button>
      {open && <ImageDialog src={src} alt={alt} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The image alone, as large as the window allows. Escape, the button and a click beside it close it; focus goes back. */
function ImageDialog({ src, alt, onClose }: { src: string; alt: string; onClose: () => void }): ReactNode {
  const { common } = useLabels();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (!dialog) return undefined;
    const closeFromBeside = (event: MouseEvent) => event.target === dialog && dialog.close();
    dialog.addEventListener('click', closeFromBeside);
    if (!dialog.open) dialog.showModal?.();
    return () => {
      dialog.removeEventListener('click', closeFromBeside);
      dialog.close?.();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className="ris-image-dialog"
      aria-label={alt}
      // The event comes late: an effect that was cleaned up and run again has opened the dialog anew by then.
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
    >
      <img src={src} alt={alt} referrerPolicy="no-referrer" />
      <button type="button" className="ris-image-close" aria-label={common.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
