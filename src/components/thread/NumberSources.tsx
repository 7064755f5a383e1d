import { useMemo, type ReactNode } from 'react';
import { useStable } from '../../react/useStable.ts';
import type { RowItem } from './arrangeRows.ts';
import type { Turn } from './arrangeThread.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { listOf, recordOf } from '../parts/fields.ts';
import { onceFor } from '../parts/onceFor.ts';
import { readSources } from '../citations/readSource.ts';
import { TurnSources } from '../citations/TurnSources.ts';

/** Numbers the sources of a turn, for all that is drawn in it. */
export function NumberSources({ turn, children }: { turn: Turn; children: ReactNode }): ReactNode {
  const lists = useStable(
    turn.items.flatMap((item) => ('part' in item ? [] : annotationsOf(item.rows))),
    1,
  );
  const numbers = useMemo(() => {
    const numbers = new Map<string, number>();
    for (const { key } of lists.flatMap(readSources)) if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return numbers;
  }, [lists]);
  return <TurnSources.Provider value={numbers}>{children}</TurnSources.Provider>;
}

/** The lists of annotations in the answers among some rows. Looked up once. */
const annotationsOf = onceFor((rows: readonly RowItem[]): readonly (readonly unknown[])[] =>
  rows
    .filter(({ entry }) => typeOf(entry.step) === 'model_output')
    .flatMap(({ entry }) => listOf(recordOf(entry.step).content))
    .map((item) => recordOf(item).annotations)
    .filter(Array.isArray),
);
