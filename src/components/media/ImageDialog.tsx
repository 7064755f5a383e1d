import { useEffect, useRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { IconButton } from '../parts/Button.tsx';

export interface ImageDialogProps {
  /** As for `ImageView`. */
  src: string | undefined;
  alt: string;
  /** Saves the image as a file, where there is one to save. */
  onSave?: () => void;
  onClose: () => void;
}

/** An image alone, as large as the window allows. Escape, the button and a click beside it close it; focus goes back. */
export function ImageDialog({ src, alt, onSave, onClose }: ImageDialogProps): ReactNode {
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
      {src !== undefined && <img src={src} alt={alt} referrerPolicy="no-referrer" />}
      <span className="ris-image-bar">
        <IconButton className="ris-image-action" icon="close" label={common.close} onClick={onClose} />
        {onSave && <IconButton className="ris-image-action" icon="download" label={common.download} onClick={onSave} />}
      </span>
    </dialog>
  );
}
