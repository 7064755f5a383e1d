import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionParser } from '../../../src/stream/createInteractionParser.ts';
import type { StreamDiagnostic } from '../../../src/stream/StreamDiagnostic.ts';
import { bytesOf, cut, DONE, events, frame, framed } from './events.ts';

function parse(chunks: readonly (string | Uint8Array)[]) {
  const diagnostics: StreamDiagnostic[] = [];
  const parser = createInteractionParser({ onDiagnostic: (diagnostic) => diagnostics.push(diagnostic) });
  const parsed: InteractionSSEEvent[] = [];
  for (const chunk of chunks) parsed.push(...parser.push(typeof chunk === 'string' ? bytesOf(chunk) : chunk));
  const pushed = parsed.length;
  parsed.push(...parser.end());
  return { events: parsed, atEnd: parsed.slice(pushed), diagnostics, done: parser.done };
}

const delta = events[3] as InteractionSSEEvent;

describe('server-sent events', () => {
  test('a whole stream gives its events, and [DONE] is not one of them', () => {
    expect(parse([framed(events) + DONE])).toEqual({ events, atEnd: [], diagnostics: [], done: true });
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('lines may end in %s', (_name, end) => {
    const text = (framed(events) + DONE).replaceAll('\n', end);
    expect(parse([text]).events).toEqual(events);
    expect(parse([...bytesOf(text)].map((byte) => Uint8Array.of(byte))).events).toEqual(events);
  });

  test('an event whose lines end in CR is returned without waiting for a byte after it', () => {
    const parser = createInteractionParser();
    expect(parser.push(bytesOf(`data: ${JSON.stringify(delta)}\r\r`))).toEqual([delta]);
    parser.push(bytesOf('data: [DONE]\r\r'));
    expect(parser.done).toBe(true);
  });

  test('a BOM is skipped, also when it comes in pieces', () => {
    const bytes = bytesOf(`\uFEFF${frame(delta)}`);
    expect(parse([bytes]).events).toEqual([delta]);
    expect(parse(cut(bytes, [1, 2, 3])).events).toEqual([delta]);
  });

  test('comments, id and retry lines, unknown fields and empty data are passed over', () => {
    const text = `: keep-alive\n\nid: 7\nretry: 1000\nfoo: bar\n${frame(delta)}event: ping\ndata:\n\n:\n\n`;
    const { events: parsed, diagnostics } = parse([text]);
    expect(parsed).toEqual([delta]);
    expect(diagnostics).toEqual([{ type: 'stray_text', message: expect.any(String), excerpt: 'foo: bar' }]);
  });

  test('data needs no space after its colon and may stretch over lines', () => {
    const lines = JSON.stringify(delta, null, 2).split('\n');
    expect(parse([`data:${JSON.stringify(delta)}\n\n`]).events).toEqual([delta]);
    expect(parse([`${lines.map((line) => `data: ${line}\n`).join('')}\n`]).events).toEqual([delta]);
  });

  test('an event is recognised without its event line, and by its event line alone', () => {
    expect(parse([`data: ${JSON.stringify(delta)}\n\n`]).events).toEqual([delta]);
    const { event_type, ...rest } = delta;
    expect(parse([`event: ${event_type}\ndata: ${JSON.stringify(rest)}\n\n`]).events).toEqual([delta]);
  });

  test.each(['\n', '\r\n', '\r'])('events that lost the blank lines between them are taken apart (%j)', (end) => {
    const run = (framed(events) + DONE).replaceAll('\n\n', '\n').replaceAll('\n', end);
    expect(parse([run])).toMatchObject({ events, diagnostics: [], done: true });
    expect(parse([...bytesOf(run)].map((byte) => Uint8Array.of(byte))).events).toEqual(events);
    const cut = parse([`${frame(delta).trimEnd()}\n${frame(delta).trimEnd().slice(0, -9)}`]);
    expect(cut.events).toEqual([delta]);
  });

  test('the last event counts when only its blank line, or its line end, is missing', () => {
    for (const missing of [1, 2]) {
      expect(parse([frame(delta).slice(0, -missing)])).toMatchObject({ events: [delta], atEnd: [delta] });
    }
  });

  test('a last event that was cut off is dropped without a word', () => {
    const text = frame(delta);
    for (let length = 0; length < text.length - 2; length++) {
      expect(parse([text.slice(0, length)])).toEqual({ events: [], atEnd: [], diagnostics: [], done: false });
    }
  });

  test('nothing counts after [DONE], in the same chunk or a later one', () => {
    expect(parse([DONE + frame(delta), frame(delta)])).toMatchObject({ events: [], done: true });
    expect(parse(['data: [DONE]'])).toMatchObject({ events: [], done: true });
    expect(parse(['event: done\ndata: {}\n\n', frame(delta)])).toMatchObject({ events: [], done: true });
  });

  test('nothing counts after the end', () => {
    const parser = createInteractionParser();
    parser.end();
    expect(parser.push(bytesOf(frame(delta)))).toEqual([]);
    expect(parser.end()).toEqual([]);
  });

  test('data that is not JSON, or not an object, is skipped and reported', () => {
    const { events: parsed, diagnostics } = parse([
      `event: tts\ndata: hello AIzaSyA1234567890abcdef\n\n`,
      `event: step.delta\ndata: {"index":\n\n`,
      `event: step.delta\ndata: 5\n\n`,
      `data: ${'x'.repeat(500)}\n\n`,
      frame(delta),
    ]);
    expect(parsed).toEqual([delta]);
    expect(diagnostics.map(({ type }) => type)).toEqual(Array(4).fill('undecodable_event'));
    expect(diagnostics[0]).toMatchObject({ message: expect.stringContaining('"tts"'), excerpt: 'hello [redacted]' });
    expect(diagnostics[3]?.excerpt).toHaveLength(200);
  });

  test('an event of an unknown type is kept as it came', () => {
    const event = { event_type: 'interaction.dreamt', about: ['sheep'] };
    expect(parse([`data: ${JSON.stringify(event)}\n\n`]).events).toEqual([event]);
  });

  test('without a listener for diagnostics everything goes on all the same', () => {
    expect(createInteractionParser().push(bytesOf(`nonsense\n\ndata: x\n\n${frame(delta)}`))).toEqual([delta]);
  });
});

describe('an error written into the stream as bare JSON', () => {
  const refusal = { error: { code: 'prohibited_content', message: 'The {content was "refused}" by \\" ]policy.' } };
  const expected = { event_type: 'error', error: refusal.error };

  test.each([
    ['on one line', `${JSON.stringify(refusal)}\n`],
    ['at the very end without a line end', JSON.stringify(refusal)],
    ['in an array', `${JSON.stringify([refusal])}\n`],
    ['pretty-printed', `${JSON.stringify(refusal, null, 2)}\n`],
    ['pretty-printed in an array, without a line end', JSON.stringify([refusal], null, 2)],
    ['the way Google APIs print arrays', `[${JSON.stringify(refusal, null, 2)}\n]\n`],
    ['without indentation', `${JSON.stringify([refusal], null, 1).replaceAll(/^ +/gm, '')}\n`],
    ['with CRLF', JSON.stringify([refusal], null, 2).replaceAll('\n', '\r\n')],
  ])('%s is an error event, and is final', (_name, json) => {
    expect(parse([frame(delta), json, `\n${frame(delta)}`]).events).toEqual([delta, expected]);
    expect(parse([frame(delta), json])).toMatchObject({ events: [delta, expected], done: true, diagnostics: [] });
  });

  test('is found as soon as its last line has come', () => {
    const parser = createInteractionParser();
    expect(parser.push(bytesOf(`${JSON.stringify([refusal], null, 2)}\n`))).toEqual([expected]);
    expect(parser.done).toBe(true);
  });

  test('has the code of its google.rpc status', () => {
    const timeout = [{ error: { code: 504, message: 'Deadline expired.', status: 'DEADLINE_EXCEEDED' } }];
    expect(parse([JSON.stringify(timeout)]).events).toEqual([
      { event_type: 'error', error: { code: 'deadline_exceeded', message: 'Deadline expired.' } },
    ]);
  });

  test.each([
    ['an object without an error', '{"hint":"hello"}'],
    ['an empty error', '{"error":{}}'],
    ['text that only begins like JSON', '{not json}'],
    ['brackets that never close', '[{"error":'],
    ['too much of it', `{"error":{"message":"no","all":[\n${'"0123456789",\n'.repeat(6000)}1]}}`],
  ])('%s is no error and does not end the stream', (_name, text) => {
    const result = parse([`${text}\n`, frame(delta)]);
    expect(result).toMatchObject({ events: [delta], done: false });
    expect(result.diagnostics).toHaveLength(1);
    expect(result.diagnostics[0]?.type).toBe('stray_text');
  });
});

describe('chunking', () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  const someEvent = fc.oneof(
    fc.constantFrom(...events),
    fc
      .record({ index: fc.nat(), text: fc.string({ unit: 'grapheme' }) })
      .map(({ index, text }): InteractionSSEEvent => ({
        event_type: 'step.delta',
        index,
        delta: { type: 'text', text },
      })),
    fc.record({ event_type: fc.constantFrom('x.y', 'later.added'), payload: json }),
  );
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  const block = fc.record({
    event: someEvent,
    ends: fc.array(lineEnd, { minLength: 6, maxLength: 6 }),
    space: fc.constantFrom('', ' '),
    hasName: fc.boolean(),
    isPretty: fc.boolean(),
    before: fc.constantFrom('', ': keep-alive', 'id: 3', 'retry: 10'),
  });

  function write({
    event,
    ends,
    space,
    hasName,
    isPretty,
    before,
  }: typeof block extends fc.Arbitrary<infer T> ? T : never) {
    let at = 0;
    const line = (text: string) => `${text}${ends[at++ % ends.length]}`;
    const data = JSON.stringify(event, null, isPretty ? 2 : 0).split('\n');
    return [
      before === '' ? '' : line(before),
      hasName ? line(`event:${space}${event.event_type}`) : '',
      ...data.map((text) => line(`data:${space}${text}`)),
      // Between a CR and an LF no blank line can be written.
      ends[(at + 5) % 6] === '\r' && ends[at % 6] === '\n' ? '\r' : line(''),
    ].join('');
  }

  test('any cut of the bytes gives the events that were written', () => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 12 }),
        fc.boolean(),
        fc.array(fc.nat(4000), { maxLength: 60 }),
        (blocks, hasBom, places) => {
          const text = (hasBom ? '\uFEFF' : '') + blocks.map(write).join('');
          const result = parse(cut(bytesOf(text), places));
          expect(result.events).toEqual(blocks.map(({ event }) => JSON.parse(JSON.stringify(event)) as unknown));
          expect(result.diagnostics).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('any cut of any bytes gives what the whole gives, and nothing throws', () => {
    const token = fc.oneof(
      fc.constantFrom('data:', 'event:', 'id:', 'retry:', ':', ' ', '\n', '\n\n', '\r', '\r\n', '\uFEFF', 'ï»¿', '"'),
      fc.constantFrom('{', '}', '[', ']', '{"error":{"message":"no"}}', '[\n{"error":"no"}\n]', '[DONE]', '🌍', '—'),
      fc.constantFrom(...events.map(frame)),
    );
    const bytes = fc.oneof(
      { weight: 4, arbitrary: fc.array(token, { maxLength: 40 }).map((tokens) => bytesOf(tokens.join(''))) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(600), { maxLength: 40 }), (input, places) => {
        const { atEnd: _whole, ...whole } = parse([input]);
        const { atEnd: _pieces, ...pieces } = parse(cut(input, places));
        expect(pieces).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  test('an event of 5 MB on one line comes through in pieces of 1 KB', () => {
    const data = 'iVBORw0KGgo'.repeat(500_000);
    const image = { event_type: 'step.delta', index: 0, delta: { type: 'image', mime_type: 'image/png', data } };
    const bytes = bytesOf(frame(image));
    const parser = createInteractionParser();
    const parsed: InteractionSSEEvent[] = [];
    for (let at = 0; at < bytes.length; at += 1024) parsed.push(...parser.push(bytes.subarray(at, at + 1024)));
    expect(parsed).toHaveLength(1);
    expect((parsed[0] as unknown as typeof image).delta.data === data).toBe(true);
  });
});
