import { useMemo } from 'react';
import { useLimits } from '../../react/InteractionProvider.tsx';
import { createPartialJsonReader, type GrowingJson } from '../../store/reducer/createPartialJsonReader.ts';

/** What JSON text says as far as it has come. Each piece of it is read once; nothing is read where there is no text. */
export function useGrowingJson(text: string | undefined, isGrowing: boolean): GrowingJson | undefined {
  const { jsonDepth } = useLimits();
  const reader = useMemo(() => createPartialJsonReader(jsonDepth), [jsonDepth]);
  return useMemo(() => (text ? reader.update(text, isGrowing) : undefined), [reader, text, isGrowing]);
}
