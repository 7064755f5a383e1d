/**
 * Where the id of the interaction that runs is remembered, to take it up again after a reload: `sessionStorage`, under the
 * host's key. It may be missing, full or forbidden; then nothing is remembered. No cursor goes with it: what was drawn is
 * gone after a reload, so that all of it is asked for (a snapshot has its own cursor).
 */
export interface ThreadMemory {
  read(): string | undefined;
  write(id: string | undefined): void;
}

/** @param storageKey The host's key, as it is now. Under one that it leaves, nothing stays. */
export function createThreadMemory(storageKey: () => string | undefined): ThreadMemory {
  let written: { key: string; id: string | undefined } | undefined;

  return {
    read() {
      const key = storageKey();
      try {
        return (key !== undefined && sessionStorage.getItem(key)) || undefined;
      } catch {
        return undefined;
      }
    },
    write(id) {
      const key = storageKey();
      if (written?.key === key && written?.id === id) return;
      if (written && written.key !== key) put(written.key, undefined);
      written = key === undefined ? undefined : { key, id };
      if (key !== undefined) put(key, id);
    },
  };
}

function put(key: string, id: string | undefined): void {
  try {
    if (id === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, id);
  } catch {
    // After a reload there is nothing to take up then.
  }
}
