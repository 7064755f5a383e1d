/**
 * How fast bytes become events. Run it with `node test/bench/ingest.mjs`.
 *
 * It prints what the parser costs in relation to what it is made of (TextDecoder, eventsource-parser and JSON.parse
 * alone), and how its time grows with the length of one event. It exits with 1 when the first misses 1.4 by more than a
 * quarter, or when four times the length takes much more than eight times as long.
 */
import { createParser } from 'eventsource-parser';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { claims } from './claims.mjs';

const root = join(import.meta.dirname, '../..');
const outDir = await mkdtemp(join(root, 'node_modules/.ingest-'));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: 'src/stream/createInteractionParser.ts',
    outDir,
    rolldownOptions: { output: { entryFileNames: 'parser.js' } },
  },
});
const { createInteractionParser } = await import(join(outDir, 'parser.js'));
await rm(outDir, { recursive: true });

const { claim, close } = claims();
const encoder = new TextEncoder();
const frame = (event) => `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`;

function chunksOf(text, size) {
  const bytes = encoder.encode(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size));
}

function ours(chunks) {
  const parser = createInteractionParser();
  let count = 0;
  for (const chunk of chunks) count += parser.push(chunk).length;
  return count + parser.end().length;
}

function parts(chunks) {
  const decoder = new TextDecoder();
  const events = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(JSON.parse(data)) });
  for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
  return events.length;
}

/** The median of several runs, in ms. The candidates take turns, so that both meet the same machine. */
function compare(runs, ...candidates) {
  const times = candidates.map(() => []);
  for (let run = -3; run < runs; run++) {
    candidates.forEach((candidate, at) => {
      const start = performance.now();
      candidate();
      if (run >= 0) times[at].push(performance.now() - start);
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
}

const deltas = Array.from({ length: 20_000 }, (_, at) =>
  frame({ index: 0, delta: { text: `word ${at} `, type: 'text' }, event_type: 'step.delta' }),
).join('');
for (const [name, size] of [
  ['one event', frame({ index: 0, delta: { text: 'word 10000 ', type: 'text' }, event_type: 'step.delta' }).length],
  ['16 KB', 16_384],
]) {
  const chunks = chunksOf(deltas, size);
  const [own, base] = compare(
    31,
    () => ours(chunks),
    () => parts(chunks),
  );
  claim(`20,000 deltas in chunks of ${name}: ${own.toFixed(1)} ms, in the parts' alone`, own / base, 1.4);
}

for (const [name, end] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
]) {
  const [small, large] = [5, 20].map((megabytes) => {
    const image = { event_type: 'step.delta', index: 0, delta: { type: 'image', data: 'A'.repeat(megabytes << 20) } };
    return chunksOf(frame(image).replaceAll('\n', end), 1024);
  });
  const [short, long] = compare(
    5,
    () => ours(small),
    () => ours(large),
  );
  claim(
    `one event in chunks of 1 KB, ${name}: 5 MB ${short.toFixed(0)} ms, 20 MB ${long.toFixed(0)} ms`,
    long / short,
    8,
  );
  const [few, many] = [50_000, 200_000].map((count) => [
    encoder.encode('data: {"event_type":"x"}\n\n'.repeat(count).replaceAll('\n', end)),
  ]);
  const [less, more] = compare(
    5,
    () => ours(few),
    () => ours(many),
  );
  claim(`events in one chunk, ${name}: 50,000 ${less.toFixed(0)} ms, 200,000 ${more.toFixed(0)} ms`, more / less, 8);
}
close();
