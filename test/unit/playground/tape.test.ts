import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createTape, type Tape } from '../../../playground/tape/createTape.ts';
import { createTapeFolder } from '../../../playground/tape/createTapeFolder.ts';
import { formatTape } from '../../../playground/tape/formatTape.ts';
import { packText, unpackText } from '../../../playground/tape/packText.ts';
import { isTape, readTape } from '../../../playground/tape/readTape.ts';
import type { TapeView } from '../../../playground/tape/Tape.ts';
import { createInteractionParser, initialInteractionState, reduceEvents, type ThreadState } from '../../../src/core.ts';
import { listEventIds } from '../../../src/store/state/SeenEventIds.ts';
import { recordings } from '../../../src/testing.ts';

const encoder = new TextEncoder();
const ASKED = { thread: ['0'], input: [], isResume: false };

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 1);
});

/** A tape of these streams, one after another, each chunk 10 ms after the one before. */
function record(streams: readonly string[], chunkSize = 400): Tape {
  const tape = createTape();
  tape.clear(1_700_000_000_000);
  let time = 0;
  streams.forEach((text, at) => {
    const thread = streams.slice(0, at + 1).map((_, key) => String(key));
    const writer = tape.begin({ ...ASKED, thread });
    const bytes = encoder.encode(text);
    for (let start = 0; start < bytes.length; start += chunkSize) {
      writer.write(bytes.subarray(start, start + chunkSize), (time += 10));
    }
    tape.close('ended');
  });
  return tape;
}

function eventsOf(text: string) {
  const parser = createInteractionParser();
  return [...parser.push(encoder.encode(text)), ...parser.end()];
}

describe.each([1, 7, 400, 1_000_000])('in chunks of %i bytes', (chunkSize) => {
  test.each(['rtl', 'deep-research', 'mid-stream-error'] as const)('a tape of %s has its events and bytes', (name) => {
    const { rows, frames } = record([recordings[name]], chunkSize).look();
    expect(rows.map(({ event }) => event)).toEqual(eventsOf(recordings[name]));
    expect(frames.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')).toBe(recordings[name]);
    const sizes = rows.map(({ size }) => size);
    expect(Math.min(...sizes)).toBeGreaterThan(20);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(encoder.encode(recordings[name]).length);
  });

  test.each(['\r\n', '\r'])('lines may end in %j', (ending) => {
    const text = recordings.counting.replaceAll('\n', ending);
    const { rows, frames } = record([text], chunkSize).look();
    expect(rows.map(({ event }) => event)).toEqual(eventsOf(recordings.counting));
    expect(rows.every(({ size }) => size > 40)).toBe(true);
    expect(frames.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')).toBe(text);
  });
});

test('what is no event has a row that says so', () => {
  const { rows } = record(['event: mystery\ndata: <not json\n\n' + recordings.counting]).look();
  expect(rows[0]).toMatchObject({ number: 0, size: 32, problem: expect.stringContaining('JSON') });
  expect(rows[0]?.event).toBeUndefined();
});

test('a connection that was cut in the middle of an event leaves the whole ones, and the next one begins anew', () => {
  const tape = createTape();
  const cut = recordings.counting.slice(0, 700);
  tape.begin(ASKED).write(encoder.encode(cut));
  tape.begin({ ...ASKED, isResume: true }).write(encoder.encode(recordings.counting));
  const { rows } = tape.look();
  expect(rows.filter(({ request }) => request === 0).map(({ event }) => event)).toEqual(eventsOf(cut));
  expect(rows.filter(({ request }) => request === 1).map(({ event }) => event)).toEqual(eventsOf(recordings.counting));
});

test('what comes for a thread that was cleared is not on the next tape', () => {
  const tape = createTape();
  const late = tape.begin(ASKED);
  tape.clear();
  late.write(encoder.encode(recordings.counting));
  late.end();
  expect(tape.look()).toMatchObject({ rows: [], frames: [], requests: [] });
});

/** A thread without what its versions share: the log of event ids that later ones add to. */
function readable({ interactions, ...thread }: ThreadState) {
  const plain = interactions.map(({ fold: { seen, ...fold }, ...rest }) => ({
    ...rest,
    ...fold,
    ids: seen && listEventIds(seen),
  }));
  return { ...thread, interactions: plain };
}

describe('folding', () => {
  const streams = [recordings['function-call-turn-1'], recordings['function-call-turn-2'], recordings['deep-research']];

  test('the end is what the reducer makes of all events', () => {
    const view = record([recordings['deep-research']]).look();
    const { interactions, connection } = createTapeFolder()(view, Number.POSITIVE_INFINITY);
    expect(connection).toBe('closed');
    const whole = reduceEvents(initialInteractionState, eventsOf(recordings['deep-research']));
    expect(interactions.map(({ steps }) => steps.map(({ step }) => step))).toEqual([
      whole.steps.map(({ step }) => step),
    ]);
  });

  test('a moment is the same however it was reached', () => {
    const view = record(streams).look();
    const jumps = [150, 3, 90, 89, 0, 64, 65, view.rows.length, 128, 40, 41, 42, 10, 11];
    const folder = createTapeFolder();
    for (const at of jumps) expect(readable(folder(view, at))).toEqual(readable(createTapeFolder()(view, at)));
  });

  test('each moment has one event more, and its own time', () => {
    const view = record(streams).look();
    const folder = createTapeFolder();
    for (let at = 1; at < view.rows.length; at += 1) {
      const { interactions } = folder(view, at);
      const row = view.rows[at - 1]!;
      expect(interactions).toHaveLength(row.request + 1);
      expect(interactions.at(-1)?.stoppedAt).toBe(view.startedAt + row.time);
      const isLast = view.rows[at]?.request !== row.request;
      const outcomes = interactions.map(({ outcome }) => outcome === 'running');
      const isOver = isLast || interactions.at(-1)?.status !== 'in_progress';
      expect(outcomes).toEqual([...outcomes.slice(0, -1).fill(false), !isOver]);
    }
  });

  test('what the next event does not touch stays the same object', () => {
    const view = record([recordings['deep-research']]).look();
    const folder = createTapeFolder();
    const at = view.rows.findIndex(
      ({ event }) => event?.event_type === 'step.delta' && Number(event['index' as never]) > 2,
    );
    const before = folder(view, at).interactions[0]!.steps;
    const after = folder(view, at + 1).interactions[0]!.steps;
    expect(after.map((entry, place) => entry === before[place])).toEqual([
      ...before.slice(0, -1).map(() => true),
      false,
    ]);
  });

  test('before the first event is what was asked', () => {
    const tape = createTape();
    const asked = { type: 'user_input' as const, content: [{ type: 'text' as const, text: 'Well?' }] };
    tape.begin({ ...ASKED, input: [asked] }).write(encoder.encode(recordings.counting));
    const { interactions, connection } = createTapeFolder()(tape.look(), 0);
    expect(interactions.map(({ input, steps }) => [input[0]?.step, steps])).toEqual([[asked, []]]);
    expect(connection).toBe('open');
  });

  test('a request that takes the place of another one leaves it out', () => {
    const tape = createTape();
    tape.begin(ASKED).write(encoder.encode(recordings.counting.slice(0, 900)));
    tape.close('stopped');
    const stopped = tape.look().rows.length;
    expect(createTapeFolder()(tape.look(), stopped - 1).interactions[0]?.outcome).toBe('running');
    expect(createTapeFolder()(tape.look(), stopped).interactions[0]?.outcome).toBe('stopped');
    tape.begin({ ...ASKED, thread: ['1'] }).write(encoder.encode(recordings.thinking));
    const { interactions } = createTapeFolder()(tape.look(), Number.POSITIVE_INFINITY);
    expect(interactions.map(({ key }) => key)).toEqual(['1']);
  });

  test('the rest of a cut stream goes on with the same interaction', () => {
    const tape = createTape();
    const middle = recordings.counting.indexOf('\n\n', 900) + 2;
    tape.begin(ASKED).write(encoder.encode(recordings.counting.slice(0, middle)));
    tape.begin({ ...ASKED, isResume: true }).write(encoder.encode(recordings.counting.slice(middle)));
    tape.close('ended');
    const { interactions } = createTapeFolder()(tape.look(), Number.POSITIVE_INFINITY);
    expect(interactions).toHaveLength(1);
    expect(interactions[0]).toMatchObject({ outcome: 'finished', status: 'completed' });
  });
});

describe('as a file', () => {
  const plain = ({ rows, requests, startedAt }: TapeView) => ({ rows, requests, startedAt });

  test('a tape is read back as it was, times and ends included', async () => {
    const tape = record([recordings.rtl, 'event: mystery\ndata: <\n\ndata: {"cut', recordings.counting]);
    const text = await formatTape(tape.look()).text();
    expect(isTape(text)).toBe(true);
    const again = createTape();
    readTape(again, text);
    const requests = tape.look().requests.map((request) => ({
      ...request,
      thread: request.thread.map((key) => `r${key}`),
    }));
    expect(plain(again.look())).toEqual({ ...plain(tape.look()), requests });
    expect(await formatTape(again.look()).text()).toBe(
      text.replaceAll(/"thread":\[[^\]]*]/g, (keys) => keys.replaceAll(/"(\d)"/g, '"r$1"')),
    );
  });

  test('it is an event stream that any reader takes, and no other file is taken for it', async () => {
    const text = await formatTape(record([recordings.rtl]).look()).text();
    expect(eventsOf(text)).toEqual(eventsOf(recordings.rtl));
    expect(isTape(recordings.rtl)).toBe(false);
  });

  test('it goes into a link and comes out again, unless it is too long', async () => {
    const text = await formatTape(record([recordings['deep-research'], recordings.rtl]).look()).text();
    const packed = await packText(text);
    expect(packed).toMatch(/^[\w-]+$/);
    expect(packed!.length).toBeLessThan(text.length / 2);
    expect(await unpackText(packed!)).toBe(text);
    const noise = Array.from({ length: 400_000 }, () => Math.random().toString(36).at(-1)).join('');
    expect(await packText(noise)).toBeUndefined();
    await expect(unpackText('nonsense')).rejects.toBeInstanceOf(Error);
  });
});

describe('what was decided about calls', () => {
  const weather = recordings['function-call-turn-1'];
  const KEY = '0.1';
  const asked = { status: 'needs_approval' } as const;
  const settled = { status: 'answered', decided: 'denied', reason: 'No' } as const;

  function decided(): Tape {
    const tape = record([weather, recordings.counting]);
    tape.decide({ [KEY]: asked });
    tape.decide({ [KEY]: { status: 'running' } });
    tape.decide({ [KEY]: settled });
    return tape;
  }
  const calls = eventsOf(weather).length;

  test('is shown as it stood: nothing before the call waits, then that it does, then its answer', () => {
    const tape = decided().look();
    const at = (count: number) => createTapeFolder()(tape, count).decisions;
    expect(at(calls - 1)).toEqual({});
    expect(at(calls)).toEqual({ [KEY]: asked });
    expect(at(calls + 1)).toEqual({ [KEY]: settled });
    expect(at(tape.rows.length)).toEqual({ [KEY]: settled });
  });

  test('is in the file, under the keys that its thread has there', async () => {
    const tape = decided();
    const text = await formatTape(tape.look()).text();
    const other = createTape();
    readTape(other, text);
    expect(other.look().decisions).toEqual([{ key: `r${KEY}`, asked, settled }]);
    expect(createTapeFolder()(other.look(), calls).decisions).toEqual({ [`r${KEY}`]: asked });
    other.clear();
    expect(other.look().decisions).toEqual([]);
  });

  test('is answered at the end of a tape that has nothing after it', () => {
    const tape = record([weather]);
    tape.decide({ [KEY]: asked });
    expect(createTapeFolder()(tape.look(), calls).decisions).toEqual({ [KEY]: asked });
    tape.decide({ [KEY]: settled });
    expect(createTapeFolder()(tape.look(), calls).decisions).toEqual({ [KEY]: settled });
  });
});
