import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import { createInteractionParser } from '../../../src/stream/createInteractionParser.ts';

/** Fields of the wire, as loose as it is. */
export type Fields = { [key: string]: unknown };

export const ID = 'v1_test';

export const created = (interaction: Fields = {}) => ({
  event_type: 'interaction.created',
  interaction: {
    id: ID,
    status: 'in_progress',
    object: 'interaction',
    model: 'gemini-3-flash-preview',
    ...interaction,
  },
});
export const statusUpdate = (status: string, fields: Fields = {}) => ({
  event_type: 'interaction.status_update',
  interaction_id: ID,
  status,
  ...fields,
});
export const start = (index: number, type: string, fields: Fields = {}) => ({
  event_type: 'step.start',
  index,
  step: { type, ...fields },
});
export const delta = (index: number, fields: Fields) => ({ event_type: 'step.delta', index, delta: fields });
export const text = (index: number, said: string) => delta(index, { type: 'text', text: said });
export const args = (index: number, json: string) => delta(index, { type: 'arguments_delta', arguments: json });
export const stop = (index: number, fields: Fields = {}) => ({ event_type: 'step.stop', index, ...fields });
export const completed = (interaction: Fields = {}) => ({
  event_type: 'interaction.completed',
  interaction: { id: ID, status: 'completed', ...interaction },
});
export const error = (code: string, message: string) => ({ event_type: 'error', error: { code, message } });

/** A whole answer of one text. */
export const answer = (said: string) => [created(), start(0, 'model_output'), text(0, said), stop(0), completed()];

/** The same events as a stream without indices has them. */
export const withoutIndex = (events: readonly Fields[]) => events.map(({ index: _, ...event }) => event);

/** The same events with ids. */
export const withEventIds = (events: readonly object[]) =>
  events.map((event, at) => ({ ...event, event_id: `event-${at}` }));

/** The wire's values as the events that the parser hands on. */
export const normalized = (values: readonly unknown[]): InteractionSSEEvent[] =>
  values.map((value) => normalizeEvent(value));

/** Folds values of the wire, in any dialect. */
export function fold(values: readonly unknown[], state: InteractionState = createInteractionState()): InteractionState {
  return reduceEvents(state, normalized(values));
}

export const stepsOf = (state: InteractionState): Fields[] => state.steps.map(({ step }) => step as Fields);

/** The texts of all content items and summaries, in order. */
export const textsOf = (state: InteractionState): string[] =>
  stepsOf(state).flatMap(({ content, summary }) =>
    [content, summary]
      .flatMap((items) => (Array.isArray(items) ? items : []))
      .flatMap((item: unknown) => {
        const said = (item as Fields | null)?.text;
        return typeof said === 'string' ? [said] : [];
      }),
  );

const recordings = join(import.meta.dirname, '../../../src/testing/recordings');

export const recordingNames = readdirSync(recordings).flatMap((file) =>
  file.endsWith('.sse') ? [file.slice(0, -'.sse'.length)] : [],
);

export const recordedBytes = (name: string): Uint8Array => readFileSync(join(recordings, `${name}.sse`));

export function recordedEvents(name: string): InteractionSSEEvent[] {
  const parser = createInteractionParser();
  return [...parser.push(recordedBytes(name)), ...parser.end()];
}

/** Freezes everything that a value holds, so that whoever writes to it throws. `except` is left alone. */
export function deepFreeze<T>(value: T, except: (key: string) => boolean = () => false): T {
  const rest: unknown[] = [value];
  for (let next = rest.pop(); rest.length > 0 || next !== undefined; next = rest.pop()) {
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const [key, inner] of Object.entries(next)) if (!except(key)) rest.push(inner);
  }
  return value;
}
