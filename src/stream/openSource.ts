/** A source that is read piece by piece: bytes, text or events. */
export interface OpenSource {
  next(): Promise<{ done?: boolean; value?: unknown }>;
  /** Lets go of what is behind the source. Does not wait for it, and never throws. */
  close(): void;
}

/** Opens a stream or an async iterable. `undefined` for a value that is neither, or a stream that is in use. */
export function openSource(source: unknown): OpenSource | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  if ('getReader' in source && typeof source.getReader === 'function') return openStream(source as ReadableStream);
  if (Symbol.asyncIterator in source) return openIterable(source as AsyncIterable<unknown>);
  return undefined;
}

/** By its reader, not by its iterator: Safari's streams have no iterator. */
function openStream(stream: ReadableStream): OpenSource | undefined {
  if (stream.locked) return undefined;
  const reader = stream.getReader();
  return {
    next: () => reader.read(),
    close: () => void reader.cancel().catch(() => {}),
  };
}

function openIterable(iterable: AsyncIterable<unknown>): OpenSource {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    next: async () => iterator.next(),
    close: () => void (async () => iterator.return?.())().catch(() => {}),
  };
}
