import type { Step } from '../../protocol/Step.ts';
import { definedOf } from '../../protocol/Wire.ts';
import type { FoldState, Hop, InteractionState, StepEntry } from '../state/InteractionState.ts';
import { ObjectSet } from './ObjectSet.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A step's fields as the wire may really have them. */
export type LooseStep = { type: string; [key: string]: unknown };

/** An entry that belongs to the draft and may be written to. */
export type DraftEntry = Mutable<Omit<StepEntry, 'step'>> & { step: LooseStep };

/**
 * An interaction while a batch of events is folded into it: copy on write, each object at most once a batch.
 *
 * What the batch does not touch stays `===`; a thousand deltas to one step in one batch copy that step once.
 */
export class InteractionDraft {
  /** The state so far. Readable at any time, between and during events. */
  state: InteractionState;
  /** When the events of this batch came, in ms since the epoch. */
  readonly now: number | undefined;
  /** How deep the JSON of arguments may nest. */
  readonly jsonDepth: number;
  /** A replay that is being folded aside. */
  replay: InteractionDraft | undefined;
  readonly #owned = new ObjectSet();

  constructor(state: InteractionState, now: number | undefined, jsonDepth: number) {
    this.state = state;
    this.now = now;
    this.jsonDepth = jsonDepth;
    this.replay = state.fold.replay && new InteractionDraft(state.fold.replay, now, jsonDepth);
  }

  /** The state with all that this batch has done. */
  finish(): InteractionState {
    const replay = this.replay?.finish();
    if (replay !== this.state.fold.replay) this.setFold({ replay });
    return this.state;
  }

  /** `value` itself if it was made in this batch, else a shallow copy that is the batch's own. */
  own<T extends object>(value: T): T {
    if (this.#owned.has(value)) return value;
    return this.adopt(Array.isArray(value) ? (value.slice() as unknown as T) : { ...value });
  }

  /** Declares a fresh object to be the batch's own, to be written to without a copy. */
  adopt<T extends object>(value: T): T {
    this.#owned.add(value);
    return value;
  }

  /** Writes fields of the state. */
  set(fields: Partial<InteractionState>): void {
    this.state = this.own(this.state);
    Object.assign(this.state, fields);
  }

  /** Writes fields of the bookkeeping. */
  setFold(fields: Partial<FoldState>): void {
    this.set({ fold: Object.assign(this.own(this.state.fold), fields) });
  }

  /** The continuation hop that events belong to now. */
  get hop(): Hop {
    const { hops } = this.state.fold;
    return hops[hops.length - 1] as Hop;
  }

  /** Writes fields of the current hop. */
  setHop(fields: Partial<Hop>): void {
    const { hops } = this.state.fold;
    this.setFold({ hops: [...hops.slice(0, -1), { ...this.hop, ...fields }] });
  }

  /** Counts one more thing of a type that this version does not know. */
  countUnknown(): void {
    this.setHop({ unknown: this.hop.unknown + 1 });
    this.set({ unknownCount: this.state.unknownCount + 1 });
  }

  /** The lowest index that a step at a position of `steps` can have. */
  indexAt(position: number): number {
    return (this.state.steps[position - 1]?.index ?? -1) + 1;
  }

  /** The index after all that there are. */
  get nextIndex(): number {
    return this.indexAt(this.state.steps.length);
  }

  /** Where in `steps` the step of this index stands, or -1. The list is sorted by index. */
  positionOf(index: number): number {
    const { steps } = this.state;
    if (steps[index]?.index === index) return index;
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle] as StepEntry).index < index) low = middle + 1;
      else high = middle;
    }
    return steps[low]?.index === index ? low : -1;
  }

  /** The entry at a position of `steps` (or `input`), to be written to, its step too. */
  entry(position: number, list: 'steps' | 'input' = 'steps'): DraftEntry {
    const entries = this.#list(list);
    const entry = this.own(entries[position] as object) as DraftEntry;
    entry.step = this.own(entry.step);
    entries[position] = entry as StepEntry;
    return entry;
  }

  /** The key of the step that has this index: of `steps`, or of `input`. */
  keyOf(index: number, list: 'steps' | 'input' = 'steps'): string {
    return list === 'steps' ? `${this.state.key}.${index}` : `${this.state.key}.in.${index}`;
  }

  /** An entry for a step that starts now. */
  newEntry(index: number, step: LooseStep, list?: 'steps' | 'input'): StepEntry {
    return definedOf<StepEntry>({
      key: this.keyOf(index, list),
      index,
      status: 'streaming',
      step: this.adopt(step) as Step,
      startedAt: this.now,
    });
  }

  /** Puts an entry in the place that its index gives it. */
  insert(entry: StepEntry, list: 'steps' | 'input' = 'steps'): void {
    const entries = this.#list(list);
    let position = entries.length;
    while (position > 0 && (entries[position - 1] as StepEntry).index > entry.index) position -= 1;
    entries.splice(position, 0, this.adopt(entry));
  }

  #list(list: 'steps' | 'input'): StepEntry[] {
    const entries = this.own(this.state[list] as StepEntry[]);
    if (entries !== this.state[list]) this.set(list === 'steps' ? { steps: entries } : { input: entries });
    return entries;
  }
}
