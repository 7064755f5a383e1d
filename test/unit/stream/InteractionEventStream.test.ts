import { expect, test, vi } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { InteractionEventStream } from '../../../src/stream/InteractionEventStream.ts';
import { bytesOf, cut, DONE, events, frame, framed } from './events.ts';
import { gone, serve } from './serve.ts';

async function read(stream: ReadableStream<InteractionSSEEvent>): Promise<InteractionSSEEvent[]> {
  const all: InteractionSSEEvent[] = [];
  for await (const event of stream) all.push(event);
  return all;
}

const source = (chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

test('bytes go in and events come out, the unterminated last one too', async () => {
  const bytes = bytesOf(framed(events).trimEnd());
  expect(await read(source(cut(bytes, [5, 77, 300])).pipeThrough(new InteractionEventStream()))).toEqual(events);
});

test('it ends at [DONE] and closes a connection that stays open', async () => {
  let closed: Promise<void> | undefined;
  const url = await serve((_request, response) => {
    closed = gone(response);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(framed(events) + DONE + frame({ event_type: 'late' }));
  });
  const { body } = await fetch(url);
  expect(await read(body!.pipeThrough(new InteractionEventStream()))).toEqual(events);
  await closed;
});

test('it reports what it passes over', async () => {
  const onDiagnostic = vi.fn();
  await read(source([bytesOf('data: no\n\n')]).pipeThrough(new InteractionEventStream({ onDiagnostic })));
  expect(onDiagnostic).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ type: 'undecodable_event' }));
});
