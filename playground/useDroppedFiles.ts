import { useEffect, useRef, useState } from 'react';
import { isRecording } from './attachments.ts';

interface DroppedFilesOptions {
  onFiles: (files: readonly File[]) => void;
  /** The text of a stream was pasted. Other text goes where it was meant to. */
  onRecording: (text: string) => void;
}

/** Takes files that are dropped or pasted anywhere on the page. Returns whether some hover over it. */
export function useDroppedFiles(options: DroppedFilesOptions): boolean {
  const [isHovering, setHovering] = useState(false);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setHovering(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setHovering(false);
      latest.current.onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData } = event;
      const files = [...(clipboardData?.files ?? [])];
      const text = clipboardData?.getData('text/plain') ?? '';
      if (files.length === 0 && !isRecording(text)) return;
      event.preventDefault();
      if (files.length > 0) latest.current.onFiles(files);
      else latest.current.onRecording(text);
    };
    addEventListener('dragover', onDragOver, { signal });
    addEventListener('dragleave', onDragLeave, { signal });
    addEventListener('drop', onDrop, { signal });
    addEventListener('paste', onPaste, { signal });
    return () => controller.abort();
  }, []);

  return isHovering;
}
