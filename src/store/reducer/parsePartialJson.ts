import { type PartialJson, PartialJsonReader } from './PartialJsonReader.ts';

/** What JSON text says that may break off anywhere: see {@link PartialJsonReader}. Never throws. */
export function parsePartialJson(text: string): PartialJson {
  const { value, complete, error } = new PartialJsonReader().update(text);
  return error === undefined ? { value, complete } : { value, complete, error };
}

export type { PartialJson };
