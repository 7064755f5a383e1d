import { GoogleGenAI } from '@google/genai';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { InteractionSource } from '../../../src/stream/InteractionSource.ts';
import { InteractionStreamError } from '../../../src/stream/InteractionStreamError.ts';
import { interactionToEvents } from '../../../src/stream/interactionToEvents.ts';
import { readSource } from '../../../src/stream/readSource.ts';
import type { StreamDiagnostic } from '../../../src/stream/StreamDiagnostic.ts';
import { bytesOf, cut, DONE, events, frame, framed } from './events.ts';
import { gone, serve, serveBody } from './serve.ts';

interface Outcome {
  batches: InteractionSSEEvent[][];
  events: InteractionSSEEvent[];
  diagnostics: StreamDiagnostic[];
  error: InteractionStreamError | undefined;
}

async function read(source: unknown, signal?: AbortSignal): Promise<Outcome> {
  const batches: InteractionSSEEvent[][] = [];
  const diagnostics: StreamDiagnostic[] = [];
  let error: InteractionStreamError | undefined;
  try {
    await readSource(source as InteractionSource, {
      signal,
      onEvents: (batch) => batches.push(batch),
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    });
  } catch (reason) {
    expect(reason).toBeInstanceOf(InteractionStreamError);
    error = reason as InteractionStreamError;
  }
  return { batches, events: batches.flat(), diagnostics, error };
}

const SSE = 'text/event-stream';

const interaction: Interaction = {
  id: 'int_1',
  object: 'interaction',
  status: 'completed',
  model: 'gemini',
  steps: [
    { type: 'thought', signature: 'c2ln' },
    { type: 'model_output', content: [{ type: 'text', text: 'Grüße' }] },
  ],
  usage: { total_tokens: 3 },
};

const streamOf = (chunks: readonly unknown[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull(controller) {
      const [chunk, ...rest] = chunks;
      chunks = rest;
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk as Uint8Array);
    },
  });

describe('a streaming response', () => {
  test('gives its events', async () => {
    const url = await serveBody(framed(events) + DONE, SSE);
    expect(await read(await fetch(url))).toMatchObject({ events, error: undefined, diagnostics: [] });
  });

  test('gives them as they come, all events of a network chunk together', async () => {
    const chunks = [framed(events.slice(0, 3)), framed(events.slice(3, 5)), framed(events.slice(5)) + DONE];
    let next: (() => void) | undefined;
    const url = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': SSE });
      for (const chunk of chunks) {
        response.write(chunk);
        await new Promise<void>((resolve) => (next = resolve));
      }
      response.end();
    });
    const batches: number[] = [];
    await readSource(await fetch(url), {
      onEvents: (batch) => {
        batches.push(batch.length);
        next?.();
      },
    });
    expect(batches).toEqual([3, 2, 2]);
  });

  test('that drips byte by byte gives the same', async () => {
    const url = await serve(async (_request, response) => {
      response.writeHead(200, { 'Content-Type': `${SSE}; charset=utf-8` });
      for (const byte of bytesOf(framed(events.slice(2, 5)))) {
        response.write(Uint8Array.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect((await read(await fetch(url))).events).toEqual(events.slice(2, 5));
  });

  test('is over at [DONE], and its connection is closed, though the server keeps it open', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = gone(response);
      response.writeHead(200, { 'Content-Type': SSE });
      response.write(framed(events) + DONE);
    });
    expect(await read(await fetch(url))).toMatchObject({ events, error: undefined });
    await closed;
  });

  test('is over at an error that is written as bare JSON, though the server keeps it open', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': SSE });
      response.write(
        `${frame(events[0]!)}[{\n  "error": {\n    "code": 504,\n    "status": "DEADLINE_EXCEEDED"\n  }\n}]\n`,
      );
    });
    const error = { event_type: 'error', error: { code: 'deadline_exceeded' } };
    expect(await read(await fetch(url))).toMatchObject({ events: [events[0], error], error: undefined });
  });

  test('that begins with such an error is over too', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': SSE });
      response.write('{"error":{"message":"no"}}\n');
    });
    expect((await read(await fetch(url))).events).toEqual([{ event_type: 'error', error: { message: 'no' } }]);
  });

  test('that ends without [DONE] is no error', async () => {
    const url = await serveBody(framed(events.slice(0, 4)), SSE);
    expect(await read(await fetch(url))).toMatchObject({ events: events.slice(0, 4), error: undefined });
  });

  test('that only kept alive is no error', async () => {
    expect(await read(await fetch(await serveBody(': keep-alive\n\n', SSE)))).toMatchObject({
      events: [],
      error: undefined,
    });
  });

  test('whose connection breaks off rejects as network, and what had come counts', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': SSE });
      response.write(framed(events.slice(0, 4)).slice(0, -1));
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    });
    const { events: came, error } = await read(await fetch(url));
    expect(came).toEqual(events.slice(0, 4));
    expect(error).toMatchObject({ type: 'network', retryable: true });
    expect(error?.message).toMatch(/broke off.*Try again/);
  });

  test('of another type is read all the same when it is an event stream', async () => {
    for (const type of ['text/plain', 'application/octet-stream', undefined, 'application/json']) {
      const url = await serveBody(`\n\n: hello\n${framed(events)}`, type);
      expect(await read(await fetch(url))).toMatchObject({ events, error: undefined });
    }
  });

  test('that is compressed is read', async () => {
    const { gzipSync } = await import('node:zlib');
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': SSE, 'Content-Encoding': 'gzip' });
      response.end(gzipSync(framed(events)));
    });
    expect((await read(await fetch(url))).events).toEqual(events);
  });
});

describe('a response that is one JSON document', () => {
  test.each([['application/json'], ['application/json; charset=UTF-8'], ['text/plain'], [SSE], [undefined]])(
    'is drawn, whether it says %s or not',
    async (type) => {
      for (const json of [JSON.stringify(interaction), `\uFEFF\n${JSON.stringify(interaction, null, 2)}\n`]) {
        const outcome = await read(await fetch(await serveBody(json, type)));
        expect(outcome).toMatchObject({ events: interactionToEvents(interaction), error: undefined, diagnostics: [] });
      }
    },
  );

  test('is one error event when it is an error', async () => {
    for (const body of [
      '{"error":{"code":404,"message":"Gone.","status":"NOT_FOUND"}}',
      '[{"error":{"code":"not_found","message":"Gone."}}]',
    ]) {
      const url = await serveBody(body, 'application/json');
      expect((await read(await fetch(url))).events).toEqual([
        { event_type: 'error', error: { code: 'not_found', message: 'Gone.' } },
      ]);
    }
  });

  test('is drawn with its steps when it failed and says why', async () => {
    const failed = { ...interaction, status: 'failed', error: { message: 'Too hot.' } };
    const url = await serveBody(`${JSON.stringify(failed, null, 2)}\n`, 'application/json');
    const last = (await read(await fetch(url))).events.at(-1);
    expect(last).toMatchObject({
      event_type: 'interaction.completed',
      interaction: { errors: [{ message: 'Too hot.' }] },
    });
  });

  test('of many megabytes is drawn', async () => {
    const data = 'iVBORw0KGgo'.repeat(500_000);
    const steps = [{ type: 'model_output', content: [{ type: 'image', mime_type: 'image/png', data }] }];
    const url = await serveBody(JSON.stringify({ ...interaction, steps }), 'application/json');
    const [, start] = (await read(await fetch(url))).events;
    expect(JSON.stringify(start).length).toBeGreaterThan(data.length);
  });

  test.each([['{"id":"int_1","status":"compl'], ['{"ok":true}'], ['{"status":"ok"}'], ['[]'], ['[1,2]']])(
    'is malformed when it is %s',
    async (body) => {
      const { events: came, error } = await read(await fetch(await serveBody(body, 'application/json')));
      expect(came).toEqual([]);
      expect(error).toMatchObject({ type: 'malformed', retryable: false });
      expect(error?.message).toContain(body);
    },
  );

  test('that broke off before its end rejects as network', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 });
      response.write('{"id":"int_1","status":"completed"');
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    });
    expect(await read(await fetch(url))).toMatchObject({ events: [], error: { type: 'network' } });
  });
});

describe('a response that is something else', () => {
  test.each([
    ['text/html', '<!doctype html><html><body>index</body></html>'],
    [SSE, '\n  <html></html>'],
    [undefined, '<html></html>'],
  ])('is malformed when it is an HTML page sent as %s', async (type, body) => {
    const { error } = await read(await fetch(await serveBody(body, type)));
    expect(error).toMatchObject({ type: 'malformed', retryable: false });
    expect(error?.message).toMatch(/HTML page.*proxy.*index\.html/);
    if (type) expect(error?.message).toContain(type);
  });

  test('is malformed without reading on', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = gone(response);
      response.writeHead(200, { 'Content-Type': 'image/png' });
      response.write(Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
    });
    expect((await read(await fetch(url))).error).toMatchObject({ type: 'malformed' });
    await closed;
  });

  test.each([
    ['text/plain', 'internal trouble'],
    ['text/plain', 'Not here'],
    ['text/plain', ''],
    ['application/json', ''],
    [undefined, '   \n'],
  ])('is malformed when it is %s with the body "%s"', async (type, body) => {
    const { error } = await read(await fetch(await serveBody(body, type)));
    expect(error).toMatchObject({ type: 'malformed', retryable: false });
    expect(error?.message).toContain(body.trim() || 'nothing');
  });

  test('is an event stream that was cut off when it is one with nothing in it', async () => {
    expect(await read(await fetch(await serveBody('', SSE)))).toMatchObject({ events: [], error: undefined });
  });

  test('names what is wrong when its body is gone', async () => {
    const url = await serveBody(framed(events), SSE);
    const used = await fetch(url);
    await used.text();
    expect((await read(used)).error?.message).toMatch(/read already.*clone\(\)/);
    const begun = await fetch(url);
    const reader = begun.body!.getReader();
    await reader.read();
    reader.releaseLock();
    expect((await read(begun)).error?.message).toMatch(/read already/);
    const locked = await fetch(url);
    locked.body?.getReader();
    expect((await read(locked)).error?.message).toContain('somebody else');
    const { message } = (await read(new Response(null, { status: 204 }))).error ?? {};
    expect(message).toContain('no body');
    expect(message).toMatch(/^The answer \(HTTP 204\) .* Check that the url/);
    expect((await read(Response.error())).error?.message).toContain('no-cors');
  });
});

describe('a response that is not 2xx', () => {
  test('rejects with what its body says', async () => {
    const body = JSON.stringify({ error: { code: 'rate_limit_exceeded', message: 'Slow down.' } });
    const { error, events: came } = await read(await fetch(await serveBody(body, 'application/json', 429)));
    expect(came).toEqual([]);
    expect(error).toMatchObject({ type: 'http', status: 429, code: 'rate_limit_exceeded', retryable: true });
  });

  test('gives the events before its error when it is an event stream', async () => {
    const failed = { event_type: 'error', error: { code: 'cancelled', message: 'It was cancelled.' } };
    const url = await serveBody(framed([events[0]!, events[1]!, failed, events[2]!]), SSE, 500);
    const { error, events: came } = await read(await fetch(url));
    expect(came).toEqual(events.slice(0, 2));
    expect(error).toMatchObject({ type: 'http', status: 500, code: 'cancelled' });
    expect(error?.message).toContain('It was cancelled.');
  });

  test('that fails with its first event gives no empty batch', async () => {
    const url = await serveBody(framed([{ event_type: 'error', error: { message: 'No.' } }]), SSE, 500);
    expect(await read(await fetch(url))).toMatchObject({ batches: [], error: { type: 'http', status: 500 } });
  });

  test('is no failure when it is an event stream without an error', async () => {
    const url = await serveBody(framed(events) + DONE, SSE, 400);
    expect(await read(await fetch(url))).toMatchObject({ events, error: undefined });
  });

  test.each([[''], [': nothing\n\n'], ['<html></html>'], [frame({ event_type: 'error' })]])(
    'is a failure when it says it is an event stream and its body is "%s"',
    async (body) => {
      const { error } = await read(await fetch(await serveBody(body, SSE, 502)));
      expect(error).toMatchObject({ type: 'http', status: 502 });
    },
  );
});

describe('a stream', () => {
  test('of bytes is read', async () => {
    const outcome = await read(streamOf(cut(bytesOf(framed(events)), [7, 90, 91, 200])));
    expect(outcome).toMatchObject({ events, error: undefined });
  });

  test('of bytes that is one JSON document is drawn, wherever it is cut', async () => {
    const bytes = bytesOf(JSON.stringify(interaction, null, 1));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (places) => {
        expect((await read(streamOf(cut(bytes, places)))).events).toEqual(interactionToEvents(interaction));
      }),
      { numRuns: 50 },
    );
  });

  test('of text is read', async () => {
    const text = (await fetch(await serveBody(framed(events), SSE))).body?.pipeThrough(new TextDecoderStream());
    expect(await read(text)).toMatchObject({ events, error: undefined });
  });

  test('of events is read', async () => {
    expect(await read(streamOf(events))).toMatchObject({ events, error: undefined });
  });

  test('that somebody else reads is refused', async () => {
    const stream = streamOf([]);
    stream.getReader();
    expect((await read(stream)).error).toMatchObject({ type: 'malformed', message: expect.stringContaining('tee()') });
  });

  test('without an iterator, as in Safari, is read', async () => {
    const stream = streamOf([bytesOf(framed(events))]);
    Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
    expect(await read(stream)).toMatchObject({ events, error: undefined });
  });

  test('with nothing in it is malformed', async () => {
    expect((await read(streamOf([]))).error).toMatchObject({ type: 'malformed' });
  });
});

describe('an async iterable', () => {
  async function* generate(list: readonly unknown[], onEnd = () => {}) {
    try {
      for (const value of list) yield value;
    } finally {
      onEnd();
    }
  }

  test('of events in any dialect is read', async () => {
    const old = { type: 'interaction.complete', interaction: { id: 'int_1', status: 'done' } };
    expect(await read(generate([...events.slice(0, 6), old]))).toMatchObject({ events, error: undefined });
  });

  test('of bytes is read', async () => {
    expect((await read(generate(cut(bytesOf(framed(events)), [3, 50])))).events).toEqual(events);
  });

  test('is over at its done event, and is told so', async () => {
    const onEnd = vi.fn();
    expect((await read(generate([events[0], { event_type: 'done' }, events[1]], onEnd))).events).toEqual([events[0]]);
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalled());
  });

  test('that throws in the middle rejects as network, and what had come counts', async () => {
    const cause = new Error('lost');
    async function* breaks() {
      yield events[0];
      throw cause;
    }
    const outcome = await read(breaks());
    expect(outcome.events).toEqual([events[0]]);
    expect(outcome.error).toMatchObject({ type: 'network', retryable: true, cause });
    expect(outcome.error?.message).toContain('lost');
  });

  test('of values that are no events neither throws nor stops', async () => {
    expect((await read(generate([null, 5, [], events[0]]))).events).toHaveLength(4);
  });
});

describe('the client of @google/genai', () => {
  const client = (baseUrl: string) =>
    new GoogleGenAI({ apiKey: 'test', httpOptions: { baseUrl, retryOptions: { attempts: 1 } } });
  const ask = { model: 'gemini', input: 'Hello', stream: true } as const;

  test('its stream is a source', async () => {
    const url = await serveBody(framed(events) + DONE, SSE);
    const stream = await client(url).interactions.create(ask);
    const source: InteractionSource = stream;
    expect((await read(source)).events).toMatchObject(events);
  });

  test('its interaction is a source', async () => {
    const url = await serveBody(JSON.stringify(interaction), 'application/json');
    const answer = await client(url).interactions.create({ model: 'gemini', input: 'Hello' });
    expect((await read(answer)).events.map((event) => event.event_type)).toEqual(
      interactionToEvents(interaction).map((event) => event.event_type),
    );
  });

  test('its errors keep their status and code', async () => {
    const body = JSON.stringify({ error: { code: 'model_not_found', message: 'No such model.' } });
    const url = await serveBody(body, 'application/json', 404);
    async function* lazily() {
      yield* await client(url).interactions.create(ask);
    }
    expect((await read(lazily())).error).toMatchObject({
      type: 'http',
      status: 404,
      code: 'model_not_found',
      message: expect.stringContaining('No such model.'),
    });
  });

  test('its request that was stopped is aborted', async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    async function* lazily() {
      yield* await client(url).interactions.create(ask, { signal: controller.signal });
    }
    setTimeout(() => controller.abort(), 50);
    expect((await read(lazily())).error).toMatchObject({ type: 'aborted' });
  });
});

describe('anything else', () => {
  test('an interaction is drawn', async () => {
    expect((await read(interaction)).events).toEqual(interactionToEvents(interaction));
  });

  test.each([
    ['no source', undefined],
    ['no source', null],
    ['string', 'data: {}'],
    ['array', []],
    ['object', {}],
    ['promise', Promise.resolve(interaction)],
  ])('%s is refused, with what would be accepted', async (word, source) => {
    const { error } = await read(source);
    expect(error).toMatchObject({ type: 'malformed', retryable: false });
    expect(error?.message).toContain(word);
    expect(error?.message).toMatch(/Response.*bytes.*async iterable.*interaction/);
  });

  test('an error thrown by the taker of the events comes through as it is, and the source is closed', async () => {
    const cancel = vi.fn();
    const stream = new ReadableStream({ start: (controller) => controller.enqueue(bytesOf(framed(events))), cancel });
    const bug = new Error('bug');
    const reading = readSource(stream, {
      onEvents: () => {
        throw bug;
      },
    });
    await expect(reading).rejects.toBe(bug);
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe('stopping', () => {
  test('closes the connection and rejects as aborted, once', async () => {
    const controller = new AbortController();
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = gone(response);
      response.writeHead(200, { 'Content-Type': SSE });
      response.write(framed(events.slice(0, 4)));
    });
    const response = await fetch(url);
    setTimeout(() => controller.abort(), 50);
    const outcome = await read(response, controller.signal);
    expect(outcome).toMatchObject({ events: events.slice(0, 4), error: { type: 'aborted', retryable: false } });
    await closed;
  });

  test('a fetch that is stopped by the same signal rejects as aborted', async () => {
    const controller = new AbortController();
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': SSE });
      response.write(framed(events.slice(0, 4)));
    });
    const response = await fetch(url, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    expect((await read(response, controller.signal)).error?.type).toBe('aborted');
  });

  test('does not wait for a source that neither stops nor lets itself be cancelled', async () => {
    const never = new Promise<never>(() => {});
    const stubborn = [
      new ReadableStream({ pull: () => never, cancel: () => never }),
      { [Symbol.asyncIterator]: () => ({ next: () => never, return: () => never }) },
    ];
    for (const source of stubborn) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 10);
      expect((await read(source, controller.signal)).error?.type).toBe('aborted');
    }
  });

  test('delivers nothing more, also from a source that goes on', async () => {
    const controller = new AbortController();
    const came: InteractionSSEEvent[] = [];
    async function* generate() {
      for (const event of events) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield event;
      }
    }
    const reading = readSource(generate(), {
      signal: controller.signal,
      onEvents: (batch) => {
        came.push(...batch);
        if (came.length === 2) controller.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ type: 'aborted' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(came).toEqual(events.slice(0, 2));
  });

  test('asks nothing more of a source that cannot be closed', async () => {
    const controller = new AbortController();
    let asked = 0;
    const next = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (++asked === 3) controller.abort();
      return { done: false, value: events[0] };
    };
    expect((await read({ [Symbol.asyncIterator]: () => ({ next }) }, controller.signal)).error?.type).toBe('aborted');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(asked).toBe(3);
  });

  test('does not deliver an unfinished last event afterwards', async () => {
    const controller = new AbortController();
    const stream = new ReadableStream({
      start(stream) {
        stream.enqueue(bytesOf(frame(events[0]!).trimEnd()));
        setTimeout(() => {
          stream.error(new Error('late'));
          controller.abort();
        }, 10);
      },
    });
    expect(await read(stream, controller.signal)).toMatchObject({ events: [], error: { type: 'aborted' } });
  });

  test('before the start closes a source that never gives anything', async () => {
    const cancel = vi.fn();
    await read(new ReadableStream({ cancel }), AbortSignal.abort());
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('before the start reads nothing and closes the source', async () => {
    const cancel = vi.fn();
    const stream = new ReadableStream({ start: (controller) => controller.enqueue(bytesOf(framed(events))), cancel });
    expect(await read(stream, AbortSignal.abort())).toMatchObject({ events: [], error: { type: 'aborted' } });
    expect(cancel).toHaveBeenCalledOnce();
    expect(await read(interaction, AbortSignal.abort())).toMatchObject({ events: [], error: { type: 'aborted' } });
  });
});
