import { useCallback, useSyncExternalStore } from 'react';
import type { BlobSource } from './BlobSource.ts';
import { type BlobUrl, findBlob, takeBlob } from './sharedBlobs.ts';

/**
 * The `blob:` URL of a payload, shared by all components that show it. Made after mounting, so `undefined` on a server and
 * in the first render, unless the payload is on the page already. Memoise the source: every new one is looked up anew.
 */
export function useBlobUrl(source: BlobSource | undefined): BlobUrl | undefined {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!source) return () => {};
      const letGo = takeBlob(source);
      changed();
      return letGo;
    },
    [source],
  );
  return useSyncExternalStore(
    subscribe,
    () => source && findBlob(source),
    () => undefined,
  );
}
