import type { StepEntry } from '../../store/state/InteractionState.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { isSameList } from '../parts/isSameList.ts';

/** A run of entries that is arranged and drawn as one: whoever has seen the very same one before need not look again. */
export interface Stretch {
  readonly entries: readonly StepEntry[];
  /** Begins with what was asked. */
  readonly opensTurn: boolean;
}

/** How many entries a stretch has at most: enough to pass over many at once, few enough to draw all again for one. */
const LENGTH = 50;

/** The last stretch that began with an entry. */
const known = new WeakMap<StepEntry, Stretch>();

/**
 * Cuts the entries of an interaction where a turn begins, and into stretches that are not too long. A stretch whose entries
 * are the same as before is the same object as before.
 */
export function cutEntries(entries: readonly StepEntry[]): Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  for (let at = 1; at <= entries.length; at += 1) {
    if (at < entries.length && at - start < LENGTH && !opensTurn(entries, at)) continue;
    stretches.push(keep(entries.slice(start, at), opensTurn(entries, start)));
    start = at;
  }
  return stretches;
}

/** An input opens a turn, unless another input stands right before it. */
function opensTurn(entries: readonly StepEntry[], at: number): boolean {
  return isInput(entries[at]) && !isInput(entries[at - 1]);
}

function isInput(entry: StepEntry | undefined): boolean {
  return typeOf(entry?.step) === 'user_input';
}

function keep(entries: readonly StepEntry[], opens: boolean): Stretch {
  const first = entries[0] as StepEntry;
  const before = known.get(first);
  if (before && before.opensTurn === opens && isSameList(before.entries, entries)) return before;
  const stretch = { entries, opensTurn: opens };
  known.set(first, stretch);
  return stretch;
}
