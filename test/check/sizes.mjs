// Prints what each entry costs a page, and parts of it that one may import alone: bundled for production from dist with
// all it depends on but its peers (React, TanStack Query, Shiki), minified and gzipped. Exits with 1 if one is over its bar.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const dist = resolve(import.meta.dirname, '../../dist');

/** Bars in KB (1,000 bytes) of gzip: a little over what is there, so that nothing grows unnoticed. */
const bars = [
  { entry: './core', file: 'core.js', bar: 30.5 },
  { entry: '  its parser', file: 'core.js', names: ['createInteractionParser'], bar: 7 },
  { entry: '  and its reducer', file: 'core.js', names: ['createInteractionParser', 'interactionReducer'], bar: 16.2 },
  { entry: '.', file: 'index.js', bar: 99.5 },
  { entry: './query', file: 'query.js', bar: 21 },
  { entry: './shiki', file: 'shiki.js', bar: 3 },
  { entry: './generate-content', file: 'generateContent.js', bar: 15.8 },
  { entry: './ui-messages', file: 'uiMessages.js', bar: 17.3 },
  { entry: './server', file: 'server.js', bar: 3 },
  { entry: './styles.css', file: 'styles.css', bar: 8 },
];

const ENTRY = 'virtual:entry';

let over = false;
for (const { entry, file, names, bar } of bars) {
  const path = resolve(dist, file);
  if (!existsSync(path)) throw new Error(`${path} is not there. Run "npm run build" first.`);
  const size = gzipSync(await bundle(path, names), { level: 9 }).length / 1000;
  over ||= size > bar;
  console.log(
    `${entry.padEnd(18)} ${size.toFixed(2).padStart(6)} KB gzipped, bar ${bar} KB${size > bar ? '  OVER' : ''}`,
  );
}
process.exitCode = over ? 1 : 0;

async function bundle(path, names) {
  const isStyles = path.endsWith('.css');
  const what = isStyles ? 'import' : `export ${names ? `{ ${names.join(', ')} }` : '*'} from`;
  const source = `${what} ${JSON.stringify(path)};`;
  const output = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      { name: 'entry', resolveId: (id) => (id === ENTRY ? id : null), load: (id) => (id === ENTRY ? source : null) },
    ],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: ENTRY,
        external: [/^react(\/|$)/, /^react-dom(\/|$)/, /^@tanstack\//, /^shiki(\/|$)/],
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const { output: files } = Array.isArray(output) ? output[0] : output;
  const wanted = files.filter(({ fileName }) => fileName.endsWith('.css') === isStyles);
  if (wanted.length !== 1) throw new Error(`${path} became ${files.map(({ fileName }) => fileName).join(', ')}.`);
  return wanted[0].code ?? wanted[0].source;
}
