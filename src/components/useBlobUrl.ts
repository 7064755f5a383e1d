import { useEffect, useState } from 'react';

/** A `blob:` URL of the bytes, made after mounting and revoked when they change or the component goes. */
export function useBlobUrl(bytes: Uint8Array<ArrayBuffer> | undefined, type = ''): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes) return undefined;
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    // oxlint-disable-next-line react/set-state-in-effect -- the URL is a resource: only an effect can revoke it again
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [bytes, type]);
  return url;
}
