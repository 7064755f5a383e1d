import { ContinuationInterruptedError } from '@google/genai';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FaultRequest, InteractionsServerOptions } from '../../../src/testing.ts';
import { model, play, readAll, setUpSdk } from './sdkClient.ts';

const say = (text: string) => ({ type: 'model_output', content: [{ type: 'text', text }] });
const HOPS = [[say('one')], [say('two'), say('three')], [say('four')]];
const scripted: InteractionsServerOptions = { respond: () => ({ hops: HOPS }) };
const ask = { model, input: 'Hi' };

describe.each([true, false])('the official client, with store: %s,', (store) => {
  test('goes from hop to hop by itself, and joins them', async () => {
    const { interactions } = await setUpSdk(scripted);
    const merged = await interactions.create({ ...ask, store });
    expect(merged).toMatchObject({ status: 'completed', steps: HOPS.flat() });
    expect(merged.continuation_token).toBeUndefined();
    expect(merged.continuation_ids).toHaveLength(store ? 3 : 0);
  });

  test('streams hop after hop, each from its created to its completed', async () => {
    const { interactions } = await setUpSdk(scripted);
    const events = await readAll(await interactions.create({ ...ask, store, stream: true }));
    const said = events.flatMap((event): unknown[] => {
      if (event.event_type === 'interaction.created') return ['created'];
      if (event.event_type === 'step.start') return [event.index];
      return event.event_type === 'interaction.completed' ? [event.interaction.status] : [];
    });
    const [created, next] = ['created', 'requires_continuation'];
    expect(said).toEqual([created, 0, next, created, 0, 1, next, created, 0, 'completed']);
  });
});

test('the official client joins the hops of a recording, with the usage of the whole', async () => {
  const { interactions } = await setUpSdk();
  const whole = await interactions.create(play('thinking'));
  const merged = await interactions.create(play('thinking', { continue_every: '1' }));
  expect(merged.steps).toEqual(whole.steps);
  expect(merged.usage).toMatchObject(whole.usage ?? {});
  expect(merged.continuation_ids?.length).toBe(whole.steps?.length);
});

test('the official client, left to itself, hands the token over', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const { interactions } = await setUpSdk(scripted);
  const first = await interactions.create({ ...ask, automatic_continuation: false });
  expect(first).toMatchObject({ status: 'requires_continuation', continuation_token: expect.any(String) });
  const { id: previous_interaction_id, continuation_token } = first;
  const rest = await interactions.create({ model, previous_interaction_id, continuation_token });
  expect(rest).toMatchObject({ status: 'completed', steps: HOPS.slice(1).flat() });
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('continuation_token'));
});

test('the official client asks again for a hop of which it got nothing', async () => {
  const { interactions } = await setUpSdk({
    ...scripted,
    faults: ({ action, attempt }) =>
      action === 'create' && attempt === 1 ? { type: 'cut_after', events: 1 } : undefined,
  });
  const events = await readAll(await interactions.create({ ...ask, stream: true }));
  const text = events.flatMap((event) =>
    event.event_type === 'step.delta' && event.delta.type === 'text' ? [event.delta.text] : [],
  );
  expect(text).toEqual(['one', 'two', 'three', 'four']);
  expect(events.filter((event) => event.event_type === 'interaction.created')).toHaveLength(4);
});

test('the official client says what it had when a hop is refused', async () => {
  const { interactions } = await setUpSdk({
    ...scripted,
    faults: ({ attempt }: FaultRequest) => (attempt === 1 ? { type: 'http_error', status: 401 } : undefined),
  });
  const failed = interactions.create(ask);
  await expect(failed).rejects.toBeInstanceOf(ContinuationInterruptedError);
  await expect(failed).rejects.toMatchObject({ partialInteraction: { steps: HOPS[0] } });
});
