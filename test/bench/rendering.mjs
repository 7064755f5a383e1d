/**
 * How fast a streaming answer is drawn, beside others who draw markdown. Run it with `node test/bench/rendering.mjs`; it
 * takes some minutes.
 *
 * Every candidate is given the same text, 24 UTF-16 units per delta, in Chromium, in a page of its own, built for
 * production: as fast as it takes them (one per task), or 100 a second. What it prints is medians, in ms. It exits with 1
 * when a ratio misses its bar by more than a quarter; machines that do other things at the same time are no place for this.
 */
import { cpus } from 'node:os';
import { claims } from './claims.mjs';
import { openBench } from './openBench.mjs';

const KB = 1024;
const { claim, close } = claims();
const bench = await openBench();
const known = new Map();

/** The median run of a few, by time of the main thread. Fewer of those that take long. */
async function cost(run) {
  const key = JSON.stringify(run);
  if (!known.has(key)) {
    const runs = [];
    for (let count = 0; count < 5; count += 1) {
      const result = await bench.measure(run);
      if (result === undefined) break;
      runs.push(result);
      if (count === 0 && result.wall > 1500) break;
    }
    runs.sort((a, b) => a.task - b.task);
    known.set(key, runs[runs.length >> 1]);
  }
  return known.get(key);
}

const answer = (candidate, size, rest = {}) => cost({ candidate, kind: 'answer', length: size * KB, past: 0, ...rest });
const round = (value) => Math.round(value).toLocaleString('en');

function row(name, result) {
  if (!result) return [name, '> 60,000', '', '', '', ''];
  const { wall, task, longest, commits, heap } = result;
  const jank = longest > 0 ? round(longest) : '< 50';
  return [name, round(wall), round(task), jank, commits ? round(commits) : '', (heap / KB / KB).toFixed(1)];
}

function table(title, rows) {
  console.log(`\n${title}\n`);
  const head = ['', 'wall, ms', 'main thread, ms', 'longest task, ms', 'commits', 'heap, MB'];
  console.log(`| ${head.join(' | ')} |\n| --- |${' ---: |'.repeat(head.length - 1)}`);
  for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
}

const names = {
  ours: 'react-interaction-stream',
  'ours at 50 ms': 'the same, `throttle: 50`',
  streamdown: 'Streamdown',
  'ai-sdk': 'AI SDK `useChat` + Streamdown',
  'ai-sdk at 50 ms': 'the same, `throttle: 50`',
  'react-markdown': 'react-markdown',
  markdown: 'our `Markdown` alone, every delta',
  'text node': 'appending to a text node',
  nobody: 'nobody: the page itself',
};

console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`);

for (const [size, candidates] of [
  [8, ['ours', 'markdown', 'streamdown', 'ai-sdk', 'react-markdown', 'text node', 'nobody']],
  [32, ['ours', 'markdown', 'streamdown', 'ai-sdk', 'react-markdown', 'text node', 'nobody']],
  [128, ['ours', 'streamdown', 'ai-sdk', 'text node', 'nobody']],
  [512, ['ours', 'text node', 'nobody']],
]) {
  const rows = [];
  for (const candidate of candidates) rows.push(row(names[candidate], await answer(candidate, size)));
  table(`${size} KB at full speed`, rows);
}

const paced = { pace: 100 };
const atPace = ['ours', 'ours at 50 ms', 'ai-sdk', 'ai-sdk at 50 ms', 'streamdown', 'text node', 'nobody'];
const pacedRows = [];
for (const candidate of atPace) pacedRows.push(row(names[candidate], await answer(candidate, 16, paced)));
table('16 KB at 100 deltas a second', pacedRows);

const pastRows = [];
for (const [candidate, past] of [
  ['ours', 0],
  ['ours', 500],
  ['ai-sdk', 0],
  ['ai-sdk', 500],
]) {
  pastRows.push(row(`${names[candidate]}, ${past} past turns`, await answer(candidate, 8, { past })));
}
table('8 KB at full speed under past turns', pastRows);

const kinds = ['code', 'list', 'table'];
const oneBlock = (kind, size) => cost({ candidate: 'ours', kind, length: size * KB, past: 0 });
const blockRows = [];
for (const kind of kinds) {
  for (const size of [50, 200]) blockRows.push(row(`one ${kind}, ${size} KB`, await oneBlock(kind, size)));
}
table('One single block, ours', blockRows);

console.log('');
const by = async (size, other, most, name) => {
  const [ours, theirs] = [await answer('ours', size), await answer(other, size)];
  claim(`${size} KB, wall time in ${name}`, ours.wall / (theirs?.wall ?? 60_000), most);
};
await by(32, 'streamdown', 1 / 10, "Streamdown's");
await by(32, 'ai-sdk', 1 / 15, "AI SDK + Streamdown's");
await by(128, 'streamdown', 1 / 30, "Streamdown's");
claim('512 KB in 128 KB', (await answer('ours', 512)).task / (await answer('ours', 128)).task, 4.6);
const once = await answer('ours', 128, { pace: 'whole' });
claim('128 KB streamed in 128 KB drawn once, main thread', (await answer('ours', 128)).task / once.task, 2);
const idle = await answer('nobody', 16, paced);
const over = async (candidate) => (await answer(candidate, 16, paced)).task - idle.task;
claim("16 KB at 100 a second, in AI SDK + Streamdown's", (await over('ours')) / (await over('ai-sdk')), 1 / 3);
claim('the same, theirs with `throttle: 50`', (await over('ours')) / (await over('ai-sdk at 50 ms')), 1);
claim('the same, both with `throttle: 50`', (await over('ours at 50 ms')) / (await over('ai-sdk at 50 ms')), 1);
claim('500 past turns in none', (await answer('ours', 8, { past: 500 })).task / (await answer('ours', 8)).task, 1.2);
for (const kind of kinds) {
  claim(`one ${kind}: 200 KB in 50 KB`, (await oneBlock(kind, 200)).task / (await oneBlock(kind, 50)).task, 4.6);
}
for (const candidate of ['ours', 'nobody']) {
  const { count, inFrame, longest } = await bench.trace({ candidate, kind: 'answer', length: 128 * KB, past: 0 });
  const found = `${names[candidate]}, 128 KB: ${(inFrame * 100).toFixed(1)} % of ${round(count)} tasks within a frame`;
  console.log(`     ${found}, the longest took ${longest.toFixed(1)} ms`);
  if (candidate === 'nobody') continue;
  claim('tasks that end after a frame, in all', 1 - inFrame, 0.05);
  claim('the longest task, in 100 ms', longest / 100, 1);
}
await bench.close();
close();
