// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { readSource } from '../../../src/stream/readSource.ts';
import { DONE, events, framed } from './events.ts';
import { gone, serve, serveBody } from './serve.ts';

async function play(transport: InteractionTransport, signal = new AbortController().signal) {
  const came: InteractionSSEEvent[] = [];
  await readSource(await transport.create({}, { signal }), { signal, onEvents: (batch) => came.push(...batch) });
  return came;
}

test("in jsdom, whose arrays and signals are not those of Node's fetch, a stream is read", async () => {
  const url = await serveBody(framed(events) + DONE, 'text/event-stream');
  expect(await play(createFetchTransport({ url }))).toEqual(events);
});

test('in jsdom a recording that Node has read is played', async () => {
  const recording = readFileSync(join(import.meta.dirname, '../../../src/testing/recordings/counting.sse'));
  expect((await play(createReplayTransport(recording))).at(-1)?.event_type).toBe('interaction.completed');
});

test('in jsdom a stream is stopped', async () => {
  const controller = new AbortController();
  let closed: Promise<void> | undefined;
  const url = await serve((_request, response) => {
    closed = gone(response);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(framed(events));
    setTimeout(() => controller.abort(), 20);
  });
  await expect(play(createFetchTransport({ url }), controller.signal)).rejects.toMatchObject({ type: 'aborted' });
  await closed;
});
