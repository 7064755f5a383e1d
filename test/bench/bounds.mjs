/**
 * Whether hostile amounts cost in proportion to their size. Run it with `node test/bench/bounds.mjs`.
 *
 * Each amount is taken once as it is and once four times as large: from its bytes to the state, or from the state to HTML.
 * It exits with 1 when the larger one takes more than eight times as long, or when anything throws. Sizes end at 100 MB of
 * stream, a 50 MB event, a million deltas, 10,000 steps, 10,000 citations and arguments that nest 10,000 deep.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
const { createInteractionParser, createInteractionState, reduceEvents, InteractionSteps } = await load({
  createInteractionParser: 'stream/createInteractionParser.ts',
  createInteractionState: 'store/state/createInteractionState.ts',
  reduceEvents: 'store/reducer/interactionReducer.ts',
  InteractionSteps: 'components/thread/InteractionSteps.tsx',
});

/** Builds modules of the library once and imports what they export. */
async function load(files) {
  const outDir = await mkdtemp(join(root, 'node_modules/.bounds-'));
  const input = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(root, 'src', file)]));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { ssr: true, outDir, rolldownOptions: { input, output: { entryFileNames: '[name].js' } } },
  });
  const modules = await Promise.all(Object.keys(files).map((name) => import(join(outDir, `${name}.js`))));
  await rm(outDir, { recursive: true });
  return Object.assign({}, ...modules);
}

const encoder = new TextEncoder();
const frame = (event) => `data: ${JSON.stringify(event)}\n\n`;
const start = (index, type, fields) => frame({ event_type: 'step.start', index, step: { type, ...fields } });
const delta = (index, fields) => frame({ event_type: 'step.delta', index, delta: fields });
const stop = (index) => frame({ event_type: 'step.stop', index });
const end = frame({ event_type: 'interaction.completed', interaction: { id: 'a', status: 'completed' } });

/** Bytes to state, 64 KB at a time, made as they are read so that no more than one chunk of them is there at once. */
function fold(frames) {
  const parser = createInteractionParser();
  let state = createInteractionState();
  let text = '';
  const flush = () => {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length; at += 65_536) {
      state = reduceEvents(state, parser.push(bytes.subarray(at, at + 65_536)), 0);
    }
    text = '';
  };
  for (const next of frames) {
    text += next;
    if (text.length >= 65_536) flush();
  }
  flush();
  return reduceEvents(state, parser.end(), 0);
}

function* repeated(head, count, each, tail = end) {
  yield* head;
  for (let at = 0; at < count; at += 1) yield each(at);
  yield tail;
}

const draw = (steps) => renderToString(createElement(InteractionSteps, { steps }));
const answer = (text, annotations) => [{ type: 'model_output', content: [{ type: 'text', text, annotations }] }];
const nested = (depth) => `${'{"a":['.repeat(depth / 2)}1${']}'.repeat(depth / 2)}`;
const tokens = (at) => ({ type: 'text', text: `w${at} ` });

/** What, the larger amount, and what is done with an amount. */
const cases = [
  ['text deltas', 1_000_000, (n) => fold(repeated([start(0, 'model_output')], n, (at) => delta(0, tokens(at))))],
  [
    'text deltas after the stop',
    400_000,
    (n) => fold(repeated([start(0, 'model_output'), stop(0)], n, (at) => delta(0, tokens(at)))),
  ],
  [
    'argument deltas after the stop',
    200_000,
    (n) =>
      fold(
        repeated(
          [
            start(0, 'function_call', { name: 'f' }),
            delta(0, { type: 'arguments_delta', arguments: '{"a":[' }),
            stop(0),
          ],
          n,
          (at) => delta(0, { type: 'arguments_delta', arguments: `${at},` }),
        ),
      ),
  ],
  [
    'audio deltas after the stop',
    200_000,
    (n) =>
      fold(
        repeated([start(0, 'model_output'), stop(0)], n, () =>
          delta(0, { type: 'audio', data: 'QUJD', mime_type: 'audio/l16' }),
        ),
      ),
  ],
  [
    'MB of stream',
    100,
    (n) =>
      fold(repeated([start(0, 'model_output')], n * 16, () => delta(0, { type: 'text', text: 'x'.repeat(65_536) }))),
  ],
  [
    'MB of one event',
    50,
    (n) => fold([start(0, 'model_output'), delta(0, { type: 'image', data: 'A'.repeat(n << 20) }), end]),
  ],
  [
    'steps',
    10_000,
    (n) =>
      fold(
        repeated(
          [],
          n,
          (at) => start(at, 'thought') + delta(at, { type: 'thought_summary', content: tokens(at) }) + stop(at),
        ),
      ),
  ],
  [
    'levels of arguments, folded',
    10_000,
    (n) =>
      fold([
        start(0, 'function_call', { name: 'f' }),
        delta(0, { type: 'arguments_delta', arguments: nested(n) }),
        stop(0),
        end,
      ]),
  ],
  [
    'levels of arguments, drawn',
    10_000,
    (n) => draw([{ type: 'function_call', id: 'a', name: 'f', arguments: JSON.parse(nested(n)) }]),
  ],
  [
    'steps, drawn',
    10_000,
    (n) => draw(Array.from({ length: n }, (_, at) => ({ type: 'thought', summary: [tokens(at)] }))),
  ],
  [
    'citations, drawn',
    10_000,
    (n) =>
      draw(
        answer(
          'word '.repeat(n),
          Array.from({ length: n }, (_, at) => ({
            type: 'url_citation',
            url: `https://a${at}.example/`,
            title: `${at}`,
            start_index: at * 5,
            end_index: at * 5 + 4,
          })),
        ),
      ),
  ],
  ...[
    ['[', '['],
    ['*a**a', '*a**a'],
    ['![', '!['],
    ['> on one line', '> '],
    ['cells of a table', '| a '],
    ['backticks', '`a'],
    ['rows of a table', '| a | b |\n', '| a | b |\n|---|---|\n'],
    ['lines of quotes', '>>>>>>>> a\n'],
    ['items of a list', '- a\n'],
    ['links', '[a](https://a.example) '],
  ].map(([what, unit, head = '']) => [`times ${what}, drawn`, 20_000, (n) => draw(answer(head + unit.repeat(n)))]),
];

const only = process.argv[2];
for (const [what, most, run] of cases) {
  if (only && !what.includes(only)) continue;
  try {
    const few = best(() => run(most / 4));
    const many = best(() => run(most));
    const ok = many <= Math.max(few, 5) * 8;
    console.log(
      `${ok ? 'ok  ' : 'FAIL'} ${most.toLocaleString('en')} ${what}: ${few.toFixed(0)} ms for a quarter, ${many.toFixed(0)} ms`,
    );
    if (!ok) process.exitCode = 1;
  } catch (error) {
    console.log(`FAIL ${most.toLocaleString('en')} ${what}: ${String(error).slice(0, 200)}`);
    process.exitCode = 1;
  }
}

/** The better of two runs, in ms: what is slower is the machine. */
function best(run) {
  return Math.min(
    ...[0, 1].map(() => {
      const begun = performance.now();
      run();
      return performance.now() - begun;
    }),
  );
}
