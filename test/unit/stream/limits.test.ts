import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionParser } from '../../../src/stream/createInteractionParser.ts';
import { InteractionEventStream } from '../../../src/stream/InteractionEventStream.ts';
import { defaultLimits, type InteractionLimits, limitsOf } from '../../../src/stream/InteractionLimits.ts';
import { readSource } from '../../../src/stream/readSource.ts';
import { bytesOf, cut, DONE, events, frame, framed } from './events.ts';

function parse(chunks: readonly Uint8Array[], limits: InteractionLimits) {
  const parser = createInteractionParser({ limits });
  const given = [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()];
  return { events: given, done: parser.done, code: parser.failure?.code };
}

const lengths = events.map((event) => frame(event).length);
const longest = Math.max(...lengths);
const first = events.slice(0, lengths.indexOf(longest));
const all = bytesOf(framed(events));

describe('limits that make no sense leave the default', () => {
  test.each([0, -1, 0.5, Number.NaN, '7', null, undefined, {}])('%s', (value) => {
    expect(limitsOf({ entries: value as number })).toEqual(defaultLimits);
  });

  test('the defaults are those that are documented', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../src/stream/InteractionLimits.ts'), 'utf8');
    const documented = [...source.matchAll(/Default ([\d,]+)[^]*?(\w+)\?: number/g)];
    const told = documented.map(([, amount = '', name = '']) => [name, Number(amount.replaceAll(',', ''))]);
    expect(Object.fromEntries(told)).toEqual(defaultLimits);
  });

  test('fractions are cut off, and Infinity is no limit', () => {
    expect(limitsOf({ entries: 7.9, steps: Infinity })).toEqual({ ...defaultLimits, entries: 7, steps: Infinity });
  });

  test('what is left out comes from above, and what is unknown is not taken in', () => {
    const above = limitsOf({ steps: 3, entries: 4 });
    expect(limitsOf({ entries: 5, other: 1 } as InteractionLimits, above)).toEqual({
      ...defaultLimits,
      steps: 3,
      entries: 5,
    });
  });
});

describe('the longest event', () => {
  test('is read, and one unit more is not: what came before is there', () => {
    expect(parse([all], { eventLength: longest })).toEqual({ events, done: false, code: undefined });
    expect(parse([all], { eventLength: longest - 1 })).toEqual({ events: first, done: true, code: 'eventLength' });
  });

  test('is the same however the bytes are cut, with every kind of line end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(all.length)),
        fc.integer({ min: 1, max: longest + 2 }),
        (end, places, eventLength) => {
          const odd = `\n\n${frame(events[0] as InteractionSSEEvent)}\n: a comment\n\n\n${framed(events)}`;
          const bytes = bytesOf(odd.replaceAll('\n', end));
          expect(parse(cut(bytes, places), { eventLength })).toEqual(parse([bytes], { eventLength }));
        },
      ),
    );
  });

  test('is not waited for: a line without an end is let go of when it is too long', () => {
    const parser = createInteractionParser({ limits: { eventLength: 1000 } });
    parser.push(bytesOf('data: "'));
    for (let at = 0; at < 99; at += 1) parser.push(bytesOf('x'.repeat(10)));
    expect(parser.done).toBe(false);
    parser.push(bytesOf('x'.repeat(10)));
    expect(parser.failure?.toJSON()).toEqual({
      type: 'limit',
      code: 'eventLength',
      message:
        'There are more than 1,000 characters in an event, which is as much as is read (limits.eventLength). ' +
        'What had arrived before is kept.',
      retryable: false,
    });
    expect(parser.push(all)).toEqual([]);
  });
});

describe('the bytes of a stream', () => {
  test('are read to the last one that may be', () => {
    expect(parse([all], { streamBytes: all.length })).toEqual({ events, done: false, code: undefined });
    expect(parse([all], { streamBytes: all.length - 1 })).toEqual({
      events: events.slice(0, -1),
      done: true,
      code: 'streamBytes',
    });
  });

  test('do not count behind the end that the stream has said', () => {
    const whole = bytesOf(framed(events) + DONE);
    const late = bytesOf(framed(events));
    expect(parse([new Uint8Array([...whole, ...late])], { streamBytes: whole.length })).toMatchObject({
      events,
      code: undefined,
    });
  });

  test('are the same however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(all.length)), fc.integer({ min: 1, max: all.length + 1 }), (places, streamBytes) => {
        expect(parse(cut(all, places), { streamBytes })).toEqual(parse([all], { streamBytes }));
      }),
    );
  });
});

describe('a source that is longer', () => {
  const sourceOf = (chunks: readonly Uint8Array[], onCancel = () => {}) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => chunks.forEach((chunk) => controller.enqueue(chunk)),
      cancel: onCancel,
    });

  test('is let go of, after its events have been delivered', async () => {
    const given: InteractionSSEEvent[] = [];
    let isClosed = false;
    const source = sourceOf(cut(all, [9, 100, 300]), () => (isClosed = true));
    const reading = readSource(source, {
      onEvents: (more) => given.push(...more),
      limits: { streamBytes: all.length - 1 },
    });
    await expect(reading).rejects.toMatchObject({ type: 'limit', code: 'streamBytes', retryable: false });
    expect(given).toEqual(events.slice(0, -1));
    expect(isClosed).toBe(true);
  });

  test('may be an answer that is not streamed', async () => {
    const interaction = JSON.stringify({ id: 'int_1', status: 'completed', steps: [] });
    const read = (eventLength: number) => {
      const given: InteractionSSEEvent[] = [];
      const options = { onEvents: (more: InteractionSSEEvent[]) => given.push(...more), limits: { eventLength } };
      return readSource(new Response(interaction), options).then(() => given.length);
    };
    expect(await read(interaction.length)).toBeGreaterThan(0);
    await expect(read(interaction.length - 1)).rejects.toMatchObject({ type: 'limit', code: 'eventLength' });
  });

  test('gives a transform the events in front of the failure', async () => {
    const given: InteractionSSEEvent[] = [];
    const options = { limits: { eventLength: longest - 1 } };
    const stream = sourceOf([all, all]).pipeThrough(new InteractionEventStream(options));
    const reading = (async () => {
      for await (const event of stream) given.push(event);
    })();
    await expect(reading).rejects.toMatchObject({ type: 'limit' });
    expect(given).toEqual(first);
  });
});
