import { describe, expect, test } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { RecordingName } from '../../../src/testing.ts';
import { eventsOf, idOf, play, setUpServer } from './askServer.ts';

const RESUMABLE = (Object.keys(recordings) as RecordingName[]).filter((name) => name !== 'deep-research');

const from = (id: string, lastEventId: string, more = '') =>
  `/${id}?stream=true&last_event_id=${encodeURIComponent(lastEventId)}${more}`;

describe('event ids', () => {
  test.each(RESUMABLE)('%s has none, unless they are asked for', async (name) => {
    const events = eventsOf(await (await setUpServer().create(play(name))).text());
    expect(events.filter((event) => 'event_id' in event)).toEqual([]);
  });

  test.each(RESUMABLE)('%s has one for every event, and is otherwise the same', async (name) => {
    const events = eventsOf(await (await setUpServer({ eventIds: true }).create(play(name))).text());
    const plain = eventsOf(recordings[name]);
    expect(new Set(events.map((event) => event.event_id)).size).toBe(plain.length);
    expect(events.map((event) => Object.keys(event).filter((key) => key !== 'event_id'))).toEqual(
      plain.map((event) => Object.keys(event)),
    );
  });

  test('are those of the recording where it has some', async () => {
    const ids = (text: string) => eventsOf(text).map((event) => event.event_id);
    const text = await (await setUpServer({ eventIds: true }).create(play('deep-research'))).text();
    expect(ids(text)).toEqual(ids(recordings['deep-research']));
  });

  test('are no two alike among interactions, since a client may join their streams', async () => {
    const { create } = setUpServer({ eventIds: true });
    const texts = await Promise.all(
      [{}, {}, { store: false }, { store: false }].map(async (more) =>
        (await create({ ...play('counting'), ...more })).text(),
      ),
    );
    const ids = texts.flatMap((text) => eventsOf(text).map((event) => event.event_id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    [true, 'false', false],
    [undefined, 'true', true],
  ])('with the option %s and the label %s there are some: %s', async (eventIds, event_ids, expected) => {
    const text = await (await setUpServer({ eventIds }).create(play('counting', { event_ids }))).text();
    expect(eventsOf(text).every((event) => 'event_id' in event)).toBe(expected);
  });

  test('stand in the data line, whatever lines a recording has', async () => {
    const odd = `: hi\r\nevent: interaction.created\r\ndata: {"event_type":"interaction.created",\r\ndata: "interaction":{"id":"a","text":"x\u2028data: y\u2028z"}}\r\nretry: 5\r\n\r\n`;
    const { create } = setUpServer({ eventIds: true, recordings: { odd } });
    const text = await (await create(play('odd'))).text();
    const [, data = ''] =
      /^: hi\r\nevent: interaction\.created\r\ndata: ([^\r]*)\r\nretry: 5\r\n\r\n$/.exec(text) ?? [];
    expect(JSON.parse(data)).toEqual({
      event_type: 'interaction.created',
      interaction: { id: expect.stringMatching(/^v1_/), text: 'x\u2028data: y\u2028z' },
      event_id: expect.any(String),
    });
  });
});

describe('GET …?stream=true&last_event_id=', () => {
  test('goes on right after any event', async () => {
    const { create, request } = setUpServer({ eventIds: true });
    const text = await (await create(play('parallel-function-calls'))).text();
    const events = eventsOf(text);
    for (const [position, event] of events.entries()) {
      const rest = await (await request('GET', from(idOf(text), event.event_id))).text();
      expect(eventsOf(rest)).toEqual(events.slice(position + 1));
      expect(text.endsWith(rest)).toBe(true);
      expect(rest).toMatch(/data: \[DONE\]\n\n$/);
    }
  });

  test('goes on after an event of a recording with ids of its own', async () => {
    const { create, request } = setUpServer();
    const text = await (await create(play('deep-research'))).text();
    const rest = await (await request('GET', from(idOf(text), 'CIcBEgDr+CwV3QLP'))).text();
    expect(eventsOf(rest)[0].event_id).toBe('CIgBEqugk8nU1LTK');
    expect(text.endsWith(rest)).toBe(true);
  });

  test.each([
    ['an unknown event', { eventIds: true }, 'evt_none'],
    ['an empty id', { eventIds: true }, ''],
    ['an interaction without ids', {}, 'evt_none'],
  ])('sends everything again for %s', async (_, options, lastEventId) => {
    const { create, request } = setUpServer(options);
    const text = await (await create(play('counting'))).text();
    expect(await (await request('GET', from(idOf(text), lastEventId))).text()).toBe(text);
  });

  test('goes on after any event, those of the input among them, with include_input', async () => {
    const { create, request } = setUpServer({ eventIds: true });
    const input = [
      { type: 'user_input', content: [{ type: 'text', text: 'a' }] },
      { type: 'user_input', content: [{ type: 'text', text: 'b' }] },
    ];
    const id = idOf(await (await create({ ...play('counting'), input })).text());
    const whole = eventsOf(await (await request('GET', `/${id}?stream=true&include_input=true`)).text());
    expect(whole.slice(1, 5).map((event) => event.step?.type ?? event.event_type)).toEqual([
      'user_input',
      'step.stop',
      'user_input',
      'step.stop',
    ]);
    expect(new Set(whole.map((event) => event.event_id)).size).toBe(whole.length);
    for (const [position, event] of whole.entries()) {
      const rest = await (await request('GET', from(id, event.event_id, '&include_input=true'))).text();
      expect(eventsOf(rest)).toEqual(whole.slice(position + 1));
    }
  });

  test('goes on after an event of a stream that was cut, to the end of what was cancelled meanwhile', async () => {
    const { create, request } = setUpServer({ eventIds: true, pace: 100_000 });
    const { id } = await (await create({ ...play('counting'), stream: false, background: true })).json();
    const stream = (await request('GET', `/${id}?stream=true`)).body as ReadableStream<Uint8Array>;
    const reader = stream.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    const [created] = eventsOf(new TextDecoder().decode(value));
    await request('POST', `/${id}/cancel`, {});
    const rest = eventsOf(await (await request('GET', from(id, created.event_id))).text());
    expect(rest).toMatchObject([{ interaction: { status: 'cancelled' }, event_id: expect.any(String) }]);
    expect(rest[0].event_id).not.toBe(created.event_id);
  });
});

test('a connection that is cut every few events, and repeats some, adds up to the whole stream', async () => {
  const { create, request } = setUpServer({
    eventIds: true,
    faults: () => [
      { type: 'cut_after', events: 5 },
      { type: 'repeat', events: 2 },
    ],
  });
  const got = eventsOf(await (await create(play('parallel-function-calls'))).text());
  const id = got[0].interaction.id;
  const isOver = () => got.at(-1).event_type === 'interaction.completed';
  while (!isOver()) {
    const more = eventsOf(await (await request('GET', from(id, got.at(-1).event_id))).text());
    expect(more.slice(0, 2)).toEqual(got.slice(-2));
    got.push(...more.slice(2));
  }
  const whole = eventsOf(recordings['parallel-function-calls']);
  expect(got.map(({ event_type, index }) => [event_type, index])).toEqual(
    whole.map(({ event_type, index }) => [event_type, index]),
  );
  expect(got.flatMap((event) => event.delta?.arguments ?? [])).toEqual(
    whole.flatMap((event) => event.delta?.arguments ?? []),
  );
});
