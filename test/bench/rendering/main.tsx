import type { Candidate } from './Candidate.ts';
import { documentOf, END, type Kind } from './documents.ts';

const candidates: { [name: string]: () => Promise<Candidate> } = {
  ours: async () => (await import('./ours.tsx')).ours(0),
  'ours at 50 ms': async () => (await import('./ours.tsx')).ours(50),
  markdown: async () => (await import('./markdown.tsx')).candidate,
  streamdown: async () => (await import('./streamdown.tsx')).candidate,
  'react-markdown': async () => (await import('./reactMarkdown.tsx')).candidate,
  'ai-sdk': async () => (await import('./aiSdk.tsx')).aiSdk(),
  'ai-sdk at 50 ms': async () => (await import('./aiSdk.tsx')).aiSdk(50),
  nobody: async () => (await import('./nobody.ts')).candidate,
  'text node': async () => (await import('./textNode.ts')).candidate,
};

/** What to stream, and how. */
export interface Run {
  candidate: string;
  kind: Kind;
  /** Of the text, in UTF-16 units. */
  length: number;
  /** Deltas a second; as fast as they are taken without it; `whole` for all the text at once. */
  pace?: number | 'whole';
  /** Past turns, 1 KB of markdown each. */
  past: number;
}

export interface Outcome {
  /** From the first delta to the picture with the last word, in ms. */
  wall: number;
  commits: number;
  /** The longest task over 50 ms, in ms; 0 when there was none. */
  longest: number;
}

const DELTA = 24;
const channel = new MessageChannel();
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function task(): Promise<void> {
  return new Promise((resolve) => {
    channel.port1.addEventListener('message', () => resolve(), { once: true });
    channel.port1.start();
    channel.port2.postMessage(undefined);
  });
}

async function prepare({ candidate, kind, length, pace, past }: Run): Promise<() => Promise<Outcome>> {
  const root = document.querySelector<HTMLElement>('#root');
  const load = candidates[candidate];
  if (!root || !load) throw new Error(`There is no ${candidate}.`);
  let commits = 0;
  const turns = Array.from({ length: past }, (_, at) => documentOf('answer', 1000 + at));
  const answer = await (
    await load()
  ).mount(root, turns, () => {
    commits += 1;
  });
  const text = documentOf(kind, length);
  const size = pace === 'whole' ? text.length : DELTA;
  const deltas = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  for (let count = 0; count < 20; count += 1) await frame();
  commits = 0;

  return async () => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    const start = performance.now();
    for (const [at, delta] of deltas.entries()) {
      answer.push(delta);
      if (typeof pace === 'number') {
        const due = start + ((at + 1) * 1000) / pace;
        await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      } else await task();
    }
    answer.end();
    while (!lastWords(root).includes(END)) await frame();
    await frame();
    await task();
    const wall = performance.now() - start;
    await frame();
    return { wall, commits, longest };
  };
}

/** The last words on the page. */
function lastWords(root: HTMLElement): string {
  for (let element: Element = root; ;) {
    const last = element.lastElementChild;
    if (!last?.textContent?.includes(END)) return element.textContent ?? '';
    element = last;
  }
}

Object.assign(window, { prepare });
