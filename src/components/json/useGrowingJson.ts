import { useMemo, useState } from 'react';
import { type GrowingJson, PartialJsonReader } from '../../store/reducer/PartialJsonReader.ts';

/** What JSON text says as far as it has come. Each piece of it is read once; nothing is read where there is no text. */
export function useGrowingJson(text: string | undefined, isGrowing: boolean): GrowingJson | undefined {
  const [reader] = useState(() => new PartialJsonReader());
  return useMemo(() => (text ? reader.update(text, isGrowing) : undefined), [reader, text, isGrowing]);
}
