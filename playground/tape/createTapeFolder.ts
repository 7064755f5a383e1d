import {
  type CallDecisions,
  closeInteraction,
  interactionReducer,
  type InteractionState,
  type ThreadState,
} from '../../src/core.ts';
import { createInteractionState } from '../../src/store/state/createInteractionState.ts';
import { reopenInteraction } from '../../src/store/state/reopenInteraction.ts';
import type { TapeRequest, TapeRow, TapeView } from './Tape.ts';

/** The thread after so many rows, before it is known whether more belongs to them. */
interface Moment {
  readonly rows: number;
  /** The last request that has begun; -1 before the first. */
  readonly request: number;
  readonly states: ReadonlyMap<string, InteractionState>;
  readonly thread: readonly string[];
}

/** Moments that are kept are so many rows apart. */
const EVERY = 64;
const NOTHING: Moment = { rows: 0, request: -1, states: new Map(), thread: [] };

/**
 * Makes the function that gives the thread as it was after the first `count` rows of a tape: they are folded by the
 * library's reducer, each with the time at which it came, so that it is always the same. What was folded before is gone on
 * from, and what a row does not touch stays the same object.
 */
export function createTapeFolder(): (tape: TapeView, count: number) => ThreadState {
  let id: number | undefined;
  let kept: Moment[] = [];
  let last = NOTHING;

  return (tape, count) => {
    if (tape.id !== id) [id, kept, last] = [tape.id, [], NOTHING];
    const rows = Math.max(0, Math.min(count, tape.rows.length));
    const start = kept[Math.min(Math.floor(rows / EVERY), kept.length) - 1] ?? NOTHING;
    let moment = last.rows <= rows && last.rows >= start.rows ? last : start;
    for (const row of tape.rows.slice(moment.rows, rows)) {
      moment = fold(moment, tape, row);
      if (moment.rows % EVERY === 0) kept[moment.rows / EVERY - 1] = moment;
    }
    last = moment;
    return toThread(moment, tape);
  };
}

function fold(before: Moment, tape: TapeView, { request, event, time, number }: TapeRow): Moment {
  const now = tape.startedAt + time;
  const moment = beginRequests(before, tape, request, now);
  const key = tape.requests[request]?.thread.at(-1) ?? '';
  const state = moment.states.get(key);
  if (!event || !state) return { ...moment, rows: number + 1 };
  return {
    ...moment,
    rows: number + 1,
    states: new Map(moment.states).set(key, interactionReducer(state, event, now)),
  };
}

/** Goes on to a request, through those that nothing came of. */
function beginRequests(moment: Moment, { requests }: TapeView, upTo: number, now: number): Moment {
  const states = new Map(moment.states);
  let { request, thread } = moment;
  while (request < upTo) {
    closeLast(states, requests[request], now);
    request += 1;
    const { thread: keys = [], input = [], isResume = false } = requests[request] ?? {};
    const key = keys.at(-1) ?? '';
    const known = isResume ? states.get(key) : undefined;
    states.set(key, known ? reopenInteraction(known) : createInteractionState(key, input, now));
    thread = keys;
  }
  return { ...moment, request, thread, states };
}

function closeLast(states: Map<string, InteractionState>, request: TapeRequest | undefined, now: number): void {
  const key = request?.thread.at(-1) ?? '';
  const state = states.get(key);
  if (state && request?.end !== undefined) states.set(key, closeInteraction(state, request.end, now));
}

/** The thread of a moment: before the first row what was asked, after the last one of a request its end. */
function toThread(moment: Moment, tape: TapeView): ThreadState {
  const { rows, requests } = tape;
  const isAtEnd = moment.rows === rows.length;
  const now = tape.startedAt + (rows[moment.rows - 1]?.time ?? 0);
  const begun = isAtEnd ? requests.length - 1 : Math.min(0, requests.length - 1);
  const { request, thread, states } = beginRequests(moment, tape, begun, now);
  const isWhole = isAtEnd || rows[moment.rows]?.request !== request;
  const shown = new Map(states);
  if (isWhole) closeLast(shown, requests[request], now);
  const interactions = thread.flatMap((key) => shown.get(key) ?? []);
  const { outcome, error } = interactions.at(-1) ?? {};
  const connection = outcome === undefined ? 'idle' : outcome === 'running' ? 'open' : 'closed';
  return { interactions, connection, decisions: decisionsAt(tape, shown, thread, isAtEnd), branches: [], error };
}

/** A call waits as it did until something comes of its answer, which is the next request of its thread. */
function decisionsAt(
  { decisions }: TapeView,
  states: ReadonlyMap<string, InteractionState>,
  thread: readonly string[],
  isAtEnd: boolean,
): CallDecisions {
  const known = decisions.flatMap(({ key, asked, settled }) => {
    const owner = key.slice(0, key.lastIndexOf('.'));
    if (states.get(owner)?.status !== 'requires_action') return [];
    return [[key, isAtEnd || thread.at(-1) !== owner ? settled : asked] as const];
  });
  return Object.fromEntries(known);
}
