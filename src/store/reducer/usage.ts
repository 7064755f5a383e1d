import type { Usage } from '../../protocol/Usage.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { InteractionDraft } from './InteractionDraft.ts';
import { isEmpty } from './isEmpty.ts';
import type { Hop } from '../state/InteractionState.ts';

/** Takes over a running total. It is cumulative within its hop, so it replaces what the hop had. */
export function setUsage(draft: InteractionDraft, usage: unknown): void {
  if (!isWire(usage) || isEmpty(usage)) return;
  draft.setHop({ usage: usage as Usage });
  draft.set({ usage: usageOf(draft.state.fold.hops) });
}

/** What these hops used together. */
export function usageOf(hops: readonly Hop[]): Usage | undefined {
  return hops.reduce<Usage | undefined>((sum, { usage }) => (usage ? sumUsage(sum, usage) : sum), undefined);
}

/**
 * The usage of two hops of one answer: every count added, by modality too, but `initial_input_tokens`, which is the
 * first hop's.
 */
export function sumUsage(first: Usage | undefined, second: Usage): Usage {
  if (!first) return second;
  const { initial_input_tokens: initial = second.initial_input_tokens } = first;
  const sum = addFields(first as Wire, second as Wire, addValues) as Usage;
  return initial === undefined ? sum : { ...sum, initial_input_tokens: initial };
}

function addValues(first: unknown, second: unknown): unknown {
  return Array.isArray(first) && Array.isArray(second) ? addRows(first, second) : addNumbers(first, second);
}

/** Rows are added where their modality or type is the same; those that have neither stay apart. */
function addRows(first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const rows = [...first];
  for (const row of second) {
    const label = labelOf(row);
    const at = label === undefined ? -1 : rows.findIndex((other) => labelOf(other) === label);
    if (at < 0) rows.push(row);
    else rows[at] = addFields(rows[at] as Wire, row as Wire, addNumbers);
  }
  return rows;
}

function labelOf(row: unknown): unknown {
  return isWire(row) ? (row.modality ?? row.type ?? undefined) : undefined;
}

/** What is no number cannot be added: the first says what it is, unless it says nothing. */
function addNumbers(first: unknown, second: unknown): unknown {
  if (typeof second !== 'number') return first ?? second;
  return typeof first === 'number' ? first + second : second;
}

function addFields(first: Wire, second: Wire, add: (first: unknown, second: unknown) => unknown): Wire {
  const added = Object.entries(second).map(([key, value]) => [
    key,
    Object.hasOwn(first, key) ? add(first[key], value) : value,
  ]);
  return { ...first, ...Object.fromEntries(added) };
}
