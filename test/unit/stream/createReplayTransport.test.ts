import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { createReplayTransport, type ReplayTransportOptions } from '../../../src/stream/createReplayTransport.ts';
import { readSource } from '../../../src/stream/readSource.ts';
import { bytesOf, DONE, events, frame, framed } from './events.ts';

const recording = framed(events) + DONE;

async function play(transport: InteractionTransport, signal = new AbortController().signal) {
  const batches: InteractionSSEEvent[][] = [];
  const source = await transport.create({}, { signal });
  await readSource(source, { signal, onEvents: (batch) => batches.push(batch) });
  return batches;
}

async function chunksOf(text: string, options: ReplayTransportOptions): Promise<Uint8Array[]> {
  const { signal } = new AbortController();
  const { body } = (await createReplayTransport(text, options).create({}, { signal })) as Response;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return chunks;
}

test('a recording is played as an event stream, from text or bytes', async () => {
  for (const given of [recording, bytesOf(recording)]) {
    const { signal } = new AbortController();
    const source = await createReplayTransport(given).create({}, { signal });
    expect((source as Response).headers.get('content-type')).toBe('text/event-stream');
    expect((await play(createReplayTransport(given))).flat()).toEqual(events);
  }
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('by default a chunk is one event, with lines that end in %s', async (_name, end) => {
  const chunks = await chunksOf(`: hello\n\n${recording}`.replaceAll('\n', end), {});
  expect(chunks.map((chunk) => new TextDecoder().decode(chunk).replaceAll(end, '\n'))).toEqual([
    ': hello\n\n',
    ...events.map(frame),
    DONE,
  ]);
});

test('chunks of any size are the recording, cut into that many bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.option(fc.nat(1200)), async (chunkSize, cutAt) => {
      const chunks = await chunksOf(recording, { chunkSize, cutAt: cutAt ?? undefined });
      const expected = Buffer.from(recording).subarray(0, cutAt ?? undefined);
      expect(Buffer.concat(chunks)).toEqual(expected);
      expect(chunks).toHaveLength(Math.ceil(expected.length / chunkSize));
      expect(chunks.slice(0, -1).every((chunk) => chunk.length === chunkSize)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a cut closes the connection, or breaks it off', async () => {
  const cutAt = bytesOf(framed(events.slice(0, 3))).length + 10;
  expect((await play(createReplayTransport(recording, { cutAt }))).flat()).toEqual(events.slice(0, 3));
  const broken = createReplayTransport(recording, { cutAt, cutWith: 'error' });
  await expect(play(broken)).rejects.toMatchObject({ type: 'network', retryable: true });
  const beyond = createReplayTransport(recording, { cutAt: 1e6, cutWith: 'error' });
  expect((await play(beyond)).flat()).toEqual(events);
});

test('several recordings are played in turn, each with its own options, and then over again', async () => {
  const first = framed(events.slice(0, 2));
  const second = framed(events.slice(2, 4));
  const transport = createReplayTransport([{ recording: first, chunkSize: 5 }, second], { chunkSize: 1000 });
  const turns = [];
  for (let turn = 0; turn < 3; turn++) turns.push(await play(transport));
  expect(turns.map((turn) => turn.flat())).toEqual([events.slice(0, 2), events.slice(2, 4), events.slice(0, 2)]);
  expect(turns.map((turn) => turn.length)).toEqual([2, 1, 2]);
});

test('the pace is kept between chunks', async () => {
  const start = performance.now();
  await play(createReplayTransport(recording, { pace: 10 }));
  expect(performance.now() - start).toBeGreaterThan(events.length * 9);
});

describe('stopping', () => {
  test('breaks off at once, even while it waits', async () => {
    const controller = new AbortController();
    const reading = play(createReplayTransport(recording, { pace: 60_000 }), controller.signal);
    setTimeout(() => controller.abort(), 10);
    await expect(reading).rejects.toMatchObject({ type: 'aborted' });
  });

  test('ends the body for whoever reads it alone', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const source = await createReplayTransport(recording, { pace: 60_000 }).create({}, { signal });
    const reading = (source as Response).text();
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('before the start plays nothing and takes no turn', async () => {
    const transport = createReplayTransport([framed(events.slice(0, 1)), recording]);
    await expect(play(transport, AbortSignal.abort())).rejects.toMatchObject({ type: 'aborted' });
    expect((await play(transport)).flat()).toEqual(events.slice(0, 1));
  });
});

test('without a recording it says so', () => {
  expect(() => createReplayTransport([])).toThrow(TypeError);
});
