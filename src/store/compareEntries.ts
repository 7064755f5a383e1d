import { isKnownStep } from '../protocol/guards.ts';
import { isWire, type Wire } from '../protocol/Wire.ts';
import { covers, isEmpty } from './covers.ts';
import type { StepEntry } from './InteractionState.ts';

/** The entry of this index in a list that is sorted by it. */
export function entryAt(entries: readonly StepEntry[], index: number): StepEntry | undefined {
  const entry = entries[index];
  return entry?.index === index ? entry : entries.find((other) => other.index === index);
}

/** Whether every old entry is said again in full. From the last one back, since that is the last to be. */
export function hasAll(now: readonly StepEntry[], old: readonly StepEntry[]): boolean {
  for (let at = old.length - 1; at >= 0; at -= 1) {
    const entry = old[at] as StepEntry;
    const again = entryAt(now, entry.index);
    if (!again || !saysAll(again, entry)) return false;
  }
  return true;
}

/**
 * Whether an entry is the same step as another one that has come as far or further: its text is how that one's begins. What
 * is of unknown type has no text that is known, so all of it must be there.
 */
export function repeats(entry: StepEntry, further: StepEntry): boolean {
  if (entry.step.type !== further.step.type || !isWithin(entry.unknownDeltas, further.unknownDeltas)) return false;
  return isKnownStep(entry.step) ? textOf(further).startsWith(textOf(entry)) : isWithin(entry.step, further.step);
}

/** Whether a JSON value is how another one begins: its texts are how the other's begin, its fields and items are there. */
function isWithin(value: unknown, further: unknown): boolean {
  const rest: [unknown, unknown][] = [[value, further]];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const [part, whole] = pair;
    if (part === whole || isEmpty(part)) continue;
    if (typeof part === 'string') {
      if (typeof whole !== 'string' || !whole.startsWith(part)) return false;
    } else if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) {
      if (!Object.is(part, whole)) return false;
    } else {
      for (const [key, inner] of Object.entries(part))
        rest.push([inner, Object.hasOwn(whole, key) ? (whole as Wire)[key] : undefined]);
    }
  }
  return true;
}

function saysAll(now: StepEntry, old: StepEntry): boolean {
  if (now === old) return true;
  if (old.status === 'done' && now.status !== 'done') return false;
  const isPending = now.status === 'streaming' && (now.pendingData?.length ?? 0) < (old.pendingData?.length ?? 0);
  if (isPending || !(now.argumentsText ?? '').startsWith(old.argumentsText ?? '')) return false;
  return covers(now.unknownDeltas, old.unknownDeltas) && covers(now.step, old.step) && repeats(old, now);
}

function textOf({ step }: StepEntry): string {
  const { content, summary } = step as { content?: unknown; summary?: unknown };
  return [content, summary].flatMap(textsIn).join('');
}

function textsIn(items: unknown): string[] {
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown) => (isWire(item) && typeof item.text === 'string' ? item.text : ''));
}
