import { isWire } from '../protocol/Wire.ts';
import { covers } from './covers.ts';
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

/** Whether an entry is the same step as another one that has come as far or further: its text is how that one's begins. */
export function repeats(entry: StepEntry, further: StepEntry): boolean {
  return entry.step.type === further.step.type && textOf(further).startsWith(textOf(entry));
}

function saysAll(now: StepEntry, old: StepEntry): boolean {
  if (now === old) return true;
  if (old.status === 'done' && now.status !== 'done') return false;
  if (isBehind(now, old) || !(now.argumentsText ?? '').startsWith(old.argumentsText ?? '')) return false;
  return covers(now.unknownDeltas, old.unknownDeltas) && covers(now.step, old.step) && repeats(old, now);
}

/** Whether a medium that still streams has come less far. What is pending may be less because more of it is joined. */
function isBehind(now: StepEntry, old: StepEntry): boolean {
  if (now.status !== 'streaming') return false;
  const joined = joinedSize(now) - joinedSize(old);
  return joined < 0 || (joined === 0 && (now.pendingData?.length ?? 0) < (old.pendingData?.length ?? 0));
}

/** The letters of the last item's base64. Padding says nothing: one byte more may only take its place. */
function joinedSize({ step }: StepEntry): number {
  const { content } = step as { content?: unknown };
  const last: unknown = Array.isArray(content) ? content.at(-1) : undefined;
  const data = isWire(last) && typeof last.data === 'string' ? last.data : '';
  return data.length - (/=*$/.exec(data.slice(-2))?.[0].length ?? 0);
}

function textOf({ step }: StepEntry): string {
  const { content, summary } = step as { content?: unknown; summary?: unknown };
  return [content, summary].flatMap(textsIn).join('');
}

function textsIn(items: unknown): string[] {
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown) => (isWire(item) && typeof item.text === 'string' ? item.text : ''));
}
