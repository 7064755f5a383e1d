/**
 * How fast bytes become state. Run it with `node test/bench/fold.mjs`.
 *
 * It prints what folding 20,000 deltas costs, bytes to state, in relation to the parts that no client can do without:
 * TextDecoder, eventsource-parser and JSON.parse. Deltas come in batches, as many as arrive in one frame; arguments are
 * read once more when they are whole. It exits with 1 when something misses its limit below by more than a quarter, or when
 * four times the deltas take more than eight times as long.
 */
import { createParser } from 'eventsource-parser';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { claims } from './claims.mjs';

const DELTAS = 20_000;
const { claim, close } = claims();

const root = join(import.meta.dirname, '../..');
const { createInteractionParser, createInteractionState, createInteractionStore, reduceEvents } = await load({
  createInteractionParser: 'stream/createInteractionParser.ts',
  createInteractionStore: 'store/thread/createInteractionStore.ts',
  createInteractionState: 'store/state/createInteractionState.ts',
  reduceEvents: 'store/reducer/interactionReducer.ts',
});

/** Builds modules of the library once and imports what they export. */
async function load(files) {
  const outDir = await mkdtemp(join(root, 'node_modules/.fold-'));
  const input = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(root, 'src', file)]));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir, rolldownOptions: { input, output: { entryFileNames: '[name].js' } } },
  });
  const modules = await Promise.all(Object.keys(files).map((name) => import(join(outDir, `${name}.js`))));
  await rm(outDir, { recursive: true });
  return Object.assign({}, ...modules);
}

const frame = (event) => `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`;
const textDelta = (at) => ({ text: `word ${at} `, type: 'text' });
const argumentsDelta = (at) => ({ arguments: `${at === 0 ? '{"items":[' : ','}${at}`, type: 'arguments_delta' });

/** A stream of one step with this many deltas. */
function stream(deltas, type, delta) {
  const events = [
    { interaction: { id: 'v1_bench', status: 'in_progress' }, event_type: 'interaction.created' },
    { index: 0, step: { type }, event_type: 'step.start' },
    ...Array.from({ length: deltas }, (_, at) => ({ index: 0, delta: delta(at), event_type: 'step.delta' })),
    { interaction: { id: 'v1_bench', status: 'completed' }, event_type: 'interaction.completed' },
  ];
  return events.map(frame);
}

/** The frames as bytes, so many frames in a chunk. */
function chunksOf(frames, perChunk) {
  const chunks = [];
  for (let at = 0; at < frames.length; at += perChunk) {
    chunks.push(new TextEncoder().encode(frames.slice(at, at + perChunk).join('')));
  }
  return chunks;
}

/** A network stream that gives these chunks. */
function streamOf(chunks) {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < chunks.length) controller.enqueue(chunks[at++]);
        else controller.close();
      },
    },
    { highWaterMark: 64 },
  );
}

async function storeOf(chunks) {
  const store = createInteractionStore();
  await store.getState().attach(streamOf(chunks));
  return store.getState();
}

async function partsOf(chunks) {
  const reader = streamOf(chunks).getReader();
  const decoder = new TextDecoder();
  const events = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(JSON.parse(data)) });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return events;
    parser.feed(decoder.decode(value, { stream: true }));
  }
}

function ours(chunks) {
  const parser = createInteractionParser();
  let state = createInteractionState();
  for (const chunk of chunks) state = reduceEvents(state, parser.push(chunk), 0);
  return reduceEvents(state, parser.end(), 0);
}

function parts(chunks) {
  const decoder = new TextDecoder();
  const events = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(JSON.parse(data)) });
  for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
  return events;
}

/** The best of several runs, in ms: what is slower is the machine. The candidates take turns, so that both meet it alike. */
async function compare(runs, ...candidates) {
  const times = candidates.map(() => []);
  for (let run = -5; run < runs; run += 1) {
    for (const [at, candidate] of candidates.entries()) {
      const start = performance.now();
      await candidate();
      if (run >= 0) times[at].push(performance.now() - start);
    }
  }
  return times.map((list) => Math.min(...list));
}

const texts = stream(DELTAS, 'model_output', textDelta);
for (const batch of [1, 8, 200]) {
  const chunks = chunksOf(texts, batch);
  const [own, base] = await compare(
    21,
    () => storeOf(chunks),
    () => partsOf(chunks),
  );
  claim(`text, a stream of ${batch} a chunk to the store: ${own.toFixed(1)} ms, in the parts' alone`, own / base, 1.4);
}

for (const [what, type, delta, limits] of [
  ['text', 'model_output', textDelta, { 1: 2.5, 8: 1.6, 200: 1.4 }],
  ['arguments', 'function_call', argumentsDelta, { 1: 2.5, 8: 1.8, 200: 1.6 }],
]) {
  const frames = stream(DELTAS, type, delta);
  for (const [batch, limit] of Object.entries(limits)) {
    const chunks = chunksOf(frames, Number(batch));
    const [own, base] = await compare(
      31,
      () => ours(chunks),
      () => parts(chunks),
    );
    claim(`${what}, a commit for ${batch}: ${own.toFixed(1)} ms, in the parts' alone`, own / base, limit);
  }
  const [few, many] = [DELTAS, DELTAS * 4].map((deltas) => chunksOf(stream(deltas, type, delta), 8));
  const [less, more] = await compare(
    9,
    () => ours(few),
    () => ours(many),
  );
  claim(`${what}, four times as many: ${less.toFixed(1)} ms, then ${more.toFixed(1)} ms`, more / less, 8);
}
close();
