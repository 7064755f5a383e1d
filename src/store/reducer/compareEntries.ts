import { isKnownStep } from '../../protocol/guards.ts';
import type { Step } from '../../protocol/Step.ts';
import { isWire } from '../../protocol/Wire.ts';
import { covers } from './covers.ts';
import { everyPair } from './everyPair.ts';
import { isEmpty } from './isEmpty.ts';
import { parsePartialJson } from './parsePartialJson.ts';
import type { StepEntry } from '../state/InteractionState.ts';

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
 * is of unknown type has no text that is known, so all of it must be there. A fetched step does not know its deltas.
 */
export function repeats(entry: StepEntry, further: StepEntry): boolean {
  const { unknownDeltas = entry.unknownDeltas } = further;
  if (entry.step.type !== further.step.type || !isWithin(entry.unknownDeltas, unknownDeltas)) return false;
  return isKnownStep(entry.step)
    ? textOf(further.step).startsWith(textOf(entry.step))
    : isWithin(fieldsOf(entry, further), further.step);
}

/**
 * The fields of a step of unknown type, but for those that its deltas may have overwritten since, and for its signature,
 * which nobody reads and not every answer has.
 */
function fieldsOf({ step }: StepEntry, { unknownDeltas = [] }: StepEntry): object {
  const changed = new Set([
    'signature',
    ...unknownDeltas.flatMap((delta) => (isWire(delta) ? Object.keys(delta) : [])),
  ]);
  return Object.fromEntries(Object.entries(step).filter(([key]) => !changed.has(key)));
}

/**
 * Whether a JSON value is how another one begins: its texts are how the other's begin, its fields and items are there. Numbers
 * may have changed: they count how far it has come.
 */
function isWithin(value: unknown, further: unknown): boolean {
  return everyPair(value, further, (part, whole) => {
    if (part === whole || isEmpty(part)) return true;
    if (typeof part === 'string') return typeof whole === 'string' && whole.startsWith(part);
    if (typeof part !== typeof whole) return false;
    return typeof part === 'object' && whole !== null ? undefined : true;
  });
}

/** Whether an entry that is the same step as another one has come further. */
export function isFurther(now: StepEntry, old: StepEntry): boolean {
  if (saysAll(old, now) || !repeats(old, now)) return false;
  if (textOf(now.step).length > textOf(old.step).length || (now.status === 'done' && old.status !== 'done'))
    return true;
  return !isBehind(now, old) && hasArguments(now, old) && covers(now.step, old.step);
}

function saysAll(now: StepEntry, old: StepEntry): boolean {
  if (now === old) return true;
  if (old.status === 'done' && now.status !== 'done') return false;
  if (isBehind(now, old) || !hasArguments(now, old)) return false;
  return covers(now.unknownDeltas, old.unknownDeltas) && covers(now.step, old.step) && repeats(old, now);
}

/** Whether the text of the arguments goes on from the other's. A fetched step has none, but the arguments themselves. */
function hasArguments({ status, step, argumentsText }: StepEntry, { argumentsText: before = '' }: StepEntry): boolean {
  if ((argumentsText ?? '').startsWith(before)) return true;
  if (argumentsText !== undefined || status !== 'done') return false;
  return covers((step as { arguments?: unknown }).arguments, parsePartialJson(before).value);
}

/** Whether a medium that still streams has come less far. What is pending may be less because more of it is joined. */
function isBehind(now: StepEntry, old: StepEntry): boolean {
  const last = contentOf(old).length - 1;
  if (now.status !== 'streaming' || contentOf(now).length - 1 > last) return false;
  const joined = joinedSize(now, last) - joinedSize(old, last);
  return joined < 0 || (joined === 0 && (now.pendingData?.length ?? 0) < (old.pendingData?.length ?? 0));
}

function contentOf({ step }: StepEntry): readonly unknown[] {
  const { content } = step as { content?: unknown };
  return Array.isArray(content) ? content : [];
}

/** The letters of an item's base64. Padding says nothing: one byte more may only take its place. */
function joinedSize(entry: StepEntry, at: number): number {
  const item = contentOf(entry)[at];
  const data = isWire(item) && typeof item.data === 'string' ? item.data : '';
  return data.length - (/=*$/.exec(data.slice(-2))?.[0].length ?? 0);
}

/** All the text that a step holds, of its content or its summary. */
export function textOf(step: Step): string {
  const { content, summary } = step as { content?: unknown; summary?: unknown };
  return [content, summary].flatMap(textsIn).join('');
}

function textsIn(items: unknown): string[] {
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown) => (isWire(item) && typeof item.text === 'string' ? item.text : ''));
}
