import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMessageReader } from '../../../src/stream/createMessageReader.ts';

interface Read {
  messages: { data: string; name: string | undefined }[];
  strays: string[];
}

function read(pieces: readonly string[], most = Infinity): Read & { isOver: boolean } {
  const found: Read = { messages: [], strays: [] };
  const reader = createMessageReader({
    most,
    onMessage: (data, name) => found.messages.push({ data, name }),
    onStray: (line) => found.strays.push(line),
  });
  pieces.forEach((piece) => reader.read(piece));
  return { ...found, isOver: reader.isOver };
}

/** What a parser reads that keeps to the standard to the letter. */
function readByStandard(text: string): Read {
  const found: Read = { messages: [], strays: [] };
  const parser = createParser({
    onEvent: ({ data, event }) => found.messages.push({ data, name: event }),
    onError: ({ type, line = '' }) => type === 'unknown-field' && found.strays.push(line),
  });
  parser.feed('');
  parser.feed(text);
  return found;
}

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom('\n', '\n\n', ':', ' ', ': ', 'data', 'event', 'id', 'retry', 'dat', 'datab', 'Data'),
    fc.constantFrom(
      'data: a',
      'data:a\n',
      'data:  a',
      'event: step.delta\n',
      'id: 1\n',
      'retry: 5\n',
      'retry: x\n',
      ': ping\n',
    ),
    fc.constantFrom('{"error":', '}', '\u0000', '\uFEFF', 'é', '🌟'),
    fc.string({ maxLength: 4 }).map((text) => text.replaceAll('\r', '')),
  ),
  { maxLength: 40 },
);

test('it reads what the standard says, wherever the text is cut', () => {
  fc.assert(
    fc.property(pieces, (cut) => {
      const text = cut.join('');
      expect(read(cut)).toEqual({ ...readByStandard(text), isOver: false });
      expect(read([...text])).toEqual(read([text]));
    }),
    { numRuns: 500 },
  );
});

test('an event that is too long ends it, wherever the text is cut, and those before it have been read', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 30 }), (cut, most) => {
      const events = cut.join('').split(/(?<=^\n|\n\n)/);
      const long = events.findIndex((event) => event.length > most);
      const before = long < 0 ? events : events.slice(0, long);
      expect(read(cut, most).messages).toEqual(read(before).messages);
      expect(read(cut, most).isOver).toBe(long >= 0);
    }),
    { numRuns: 500 },
  );
});
