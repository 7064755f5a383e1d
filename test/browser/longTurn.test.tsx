import { render } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { expect, test, vi } from 'vitest';
import { InteractionScroll } from '../../src/components/thread/InteractionScroll.tsx';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { streamSteps } from '../../src/testing/streamSteps.ts';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';
import { agentSteps } from './agentSteps.ts';

forbidConsoleErrors();

/** 710 rounds, all whole, and their answers. */
const STEPS = 5041;
/** One group of nearly all steps, in a hundred chunks, and an answer. */
const steps = agentSteps(STEPS).filter(({ type }) => type !== 'model_output');
const answer = {
  type: 'model_output' as const,
  content: [{ type: 'text' as const, text: 'All is read.\n\n'.repeat(60) }],
};
const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

test('a turn of 5,000 steps folds to one line, and no row is drawn anew or taken away for it', async () => {
  const frames = streamSteps([...steps, answer], { id: 'run', agent: 'a', created: '2026-01-01T00:00:00Z' });
  let server: ReadableStreamDefaultController<Uint8Array> | undefined;
  const store = createInteractionStore({
    transport: { create: async () => new ReadableStream<Uint8Array>({ start: (its) => void (server = its) }) },
  });
  const push = (text: string) => server?.enqueue(new TextEncoder().encode(text));
  const { container } = render(
    <InteractionScroll style={{ blockSize: 400 }}>
      <InteractionSteps stream={{ store }} />
    </InteractionScroll>,
  );
  void store.getState().send('Read everything.');
  await vi.waitFor(() => expect(server).toBeDefined());
  push(frames.slice(0, -2).join(''));
  await vi.waitFor(() => expect(store.getState().interactions[0]?.steps).toHaveLength(steps.length + 1), 10_000);
  await twoFrames();
  await twoFrames();
  const output = container.querySelector('[data-slot="model-output"]')!;
  const box = container.querySelector('.ris-scroll-box')!;
  expect(box.scrollHeight).toBeGreaterThan(50_000);
  const before = output.getBoundingClientRect().top;

  const added: Node[] = [];
  const removed: Node[] = [];
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      added.push(...addedNodes);
      removed.push(...removedNodes);
    }
  });
  observer.observe(container, { subtree: true, childList: true });
  push(frames.slice(-2).join(''));
  await vi.waitFor(() => expect(store.getState().interactions[0]?.outcome).toBe('finished'), 10_000);
  await twoFrames();
  await twoFrames();
  observer.disconnect();
  const isRow = (node: Node) => node instanceof Element && node.matches('.ris-activity, .ris-group, .ris-chunk');
  expect([...added, ...removed].filter(isRow)).toEqual([]);
  expect(added.length + removed.length).toBeLessThan(20);
  const lines = [...container.querySelectorAll<HTMLElement>('.ris-row')].filter((row) => row.checkVisibility());
  expect(lines.map(({ textContent }) => textContent?.trim())).toEqual([
    expect.stringMatching(/^Thought.* · \d+ functions · \d+ searches · \d+ code runs$/),
  ]);
  expect(box.scrollHeight).toBeLessThan(5000);
  expect(Math.abs(output.getBoundingClientRect().top - before)).toBeLessThanOrEqual(1);

  // Firefox would keep that they were of no height, and show none of them again.
  const remembers = (chunk: Element) => getComputedStyle(chunk).containIntrinsicBlockSize.startsWith('auto');
  const chunks = [...container.querySelectorAll('.ris-chunk')];
  expect(chunks.filter(remembers)).toEqual([]);
  await userEvent.click(lines[0]!);
  await twoFrames();
  expect(box.scrollHeight).toBeGreaterThan(50_000);
  expect(chunks.filter(remembers)).toHaveLength(chunks.length);
  await userEvent.click(lines[0]!);
  await twoFrames();
  expect(box.scrollHeight).toBeLessThan(5000);
});

test('a stored turn of 5,000 steps is one line, and its rows are not there before it opens', async () => {
  const { container } = render(<InteractionSteps interaction={{ status: 'completed', steps: [...steps, answer] }} />);
  expect(container.querySelectorAll('.ris-row')).toHaveLength(1);
  expect(container.querySelectorAll('*').length).toBeLessThan(1000);
  expect(container.clientHeight).toBeLessThan(5000);
  await userEvent.click(container.querySelector<HTMLElement>('.ris-row')!);
  expect(container.querySelectorAll('.ris-row').length).toBeGreaterThan(2500);
});
