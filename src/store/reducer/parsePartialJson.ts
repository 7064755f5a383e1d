import { createPartialJsonReader, type PartialJson } from './createPartialJsonReader.ts';

/**
 * What JSON text says that may break off anywhere: see {@link createPartialJsonReader}. Never throws.
 *
 * @param depth How deep values may nest; where they go deeper, reading ends with an error. Default 512.
 */
export function parsePartialJson(text: string, depth?: number): PartialJson {
  const { value, complete, error } = createPartialJsonReader(depth).update(text);
  return error === undefined ? { value, complete } : { value, complete, error };
}

export type { PartialJson };
