import { useCallback, useMemo, useState } from 'react';
import { type Attachment, MAX_ATTACHMENT_SIZE, readAttachment } from './attachments.ts';
import { formatSize } from './formatSize.ts';

export interface Attachments {
  list: readonly Attachment[];
  /** Why a file was not taken. */
  error: string | undefined;
  add(files: readonly File[]): Promise<void>;
  remove(id: number): void;
  /** Empties the list. */
  clear(): void;
}

/** The files that go with the next message. */
export function useAttachments(): Attachments {
  const [list, setList] = useState<readonly Attachment[]>([]);
  const [error, setError] = useState<string>();

  const add = useCallback(async (files: readonly File[]) => {
    const tooLarge = files.find((file) => file.size > MAX_ATTACHMENT_SIZE);
    setError(tooLarge && `${tooLarge.name} is too large: ${formatSize(MAX_ATTACHMENT_SIZE)} at most.`);
    const read = await Promise.all(files.filter((file) => file.size <= MAX_ATTACHMENT_SIZE).map(readAttachment));
    setList((before) => [...before, ...read]);
  }, []);

  const remove = useCallback((id: number) => {
    setList((before) =>
      before.filter((attachment) => attachment.id !== id || void URL.revokeObjectURL(attachment.url)),
    );
  }, []);

  const clear = useCallback(() => {
    setError(undefined);
    setList((before) => {
      for (const { url } of before) URL.revokeObjectURL(url);
      return [];
    });
  }, []);

  return useMemo(() => ({ list, error, add, remove, clear }), [list, error, add, remove, clear]);
}
