import { render } from '@testing-library/react';
import type { ComponentType, ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { ModelOutput } from '../../src/components/steps/ModelOutput.tsx';
import type { InteractionSSEEvent } from '../../src/protocol/InteractionSSEEvent.ts';
import type { ModelOutputProps, StepComponents } from '../../src/react/StepComponents.ts';
import { type InteractionStreamHandle, useInteractionStream } from '../../src/react/useInteractionStream.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import '../../src/styles.css';
import { completed, createFeed, created, startText, stop, text } from '../unit/react/createFeed.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';
import { selectText } from '../unit/react/textOf.ts';

const STEPS = 200;
const OPEN = 120;
const DELTAS = 1000;

forbidConsoleErrors();
afterEach(() => void vi.unstubAllGlobals());

/** A thread of 200 steps on the page, all of them whole but one. */
async function showThread(components?: StepComponents) {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  const view = render(<InteractionSteps stream={{ store }} components={components} />);
  void store.getState().send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), startText(OPEN));
  for (let index = 0; index < STEPS; index += 1) {
    if (index === OPEN) continue;
    feed.push(startText(index), text(index, `step ${index} is whole`), stop(index));
  }
  feed.push(text(OPEN, `step ${OPEN} grows:`));
  await vi.waitFor(() => expect(store.getState().interactions[0]?.steps).toHaveLength(STEPS), 5000);
  await vi.waitFor(() => expect(view.container.textContent).toContain(`step ${OPEN} grows:`));
  await twoFrames();
  return { feed, store, ...view };
}

/** Sends them twenty at a time, several times a frame. */
async function send(push: (...events: InteractionSSEEvent[]) => void, words: readonly string[]) {
  for (let at = 0; at < words.length; at += 20) {
    push(...words.slice(at, at + 20).map((word) => text(OPEN, word)));
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const words = Array.from({ length: DELTAS }, (_, at) => ` ${at}`);
const grown = `step ${OPEN} grows:${words.join('')}`;

test('1,000 deltas to one step of 200 render that step alone, and commit once a frame', async () => {
  const renders = new Map<string, number>();
  const Counted: ComponentType<ModelOutputProps> = (props) => {
    const [item] = props.step.content ?? [];
    const name = item?.type === 'text' && 'text' in item ? String(item.text).split(' ', 2).join(' ') : '?';
    renders.set(name, (renders.get(name) ?? 0) + 1);
    return <ModelOutput {...props} />;
  };
  const { feed, store, container } = await showThread({ model_output: Counted });
  const before = new Map(renders);

  const frames: unknown[] = [];
  const unsubscribe = store.subscribe(() => frames.push(document.timeline.currentTime));
  await send(feed.push, words);
  await vi.waitFor(() => expect(selectText(store.getState())).toContain(grown));
  unsubscribe();
  await twoFrames();

  expect(container.textContent).toContain(grown);
  expect(frames.length).toBeGreaterThan(5);
  expect(new Set(frames).size).toBe(frames.length);

  const more = [...renders].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  expect(renders.size).toBe(STEPS);
  expect(more.filter(([name, count]) => count > 0 && name !== `step ${OPEN}`)).toEqual([]);
  expect(renders.get(`step ${OPEN}`)! - before.get(`step ${OPEN}`)!).toBeLessThanOrEqual(frames.length);

  feed.push(stop(OPEN), completed('int_1'));
  feed.close();
  await vi.waitFor(() => expect(store.getState().connection).toBe('closed'));
});

test('every step keeps its element, and nothing outside of the step that grows is touched', async () => {
  const { feed, store, container } = await showThread();
  const rows = [...container.querySelectorAll('[data-slot="model-output"]')];
  expect(rows).toHaveLength(STEPS);
  const growing = rows[OPEN]!;
  const elsewhere: Node[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target } of records) if (!growing.contains(target)) elsewhere.push(target);
  });
  observer.observe(container, { subtree: true, childList: true, attributes: true, characterData: true });

  await send(feed.push, words);
  await vi.waitFor(() => expect(growing.textContent).toContain(grown));
  observer.disconnect();
  expect(elsewhere).toEqual([]);

  feed.push(stop(OPEN), completed('int_1'));
  feed.close();
  await vi.waitFor(() => expect(store.getState().connection).toBe('closed'));
  await twoFrames();
  expect([...container.querySelectorAll('[data-slot="model-output"]')]).toEqual(rows);
});

test('the component that has the stream does not render while a step grows', async () => {
  const feed = createFeed();
  const rendered = vi.fn<(stream: InteractionStreamHandle) => void>();
  function Chat(): ReactNode {
    const stream = useInteractionStream({ transport: feed });
    rendered(stream);
    return <InteractionSteps stream={stream} />;
  }
  const { container } = render(<Chat />);
  void rendered.mock.lastCall?.[0].send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), startText(OPEN), text(OPEN, `step ${OPEN} grows:`));
  await vi.waitFor(() => expect(container.textContent).toContain('grows:'));
  const before = rendered.mock.calls.length;
  await send(feed.push, words);
  await vi.waitFor(() => expect(container.textContent).toContain(grown));
  expect(rendered).toHaveBeenCalledTimes(before);
});

test('a hidden tab, which draws no frames, is brought up to date by a timer', async () => {
  const { feed, container } = await showThread();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  await send(feed.push, words);
  await vi.waitFor(() => expect(container.textContent).toContain(grown), 2000);
});

test('of a thread of many turns, those out of sight are not laid out', async () => {
  const store = createInteractionStore({
    transport: createFeed(),
    initialInteractions: Array.from({ length: 300 }, (_, at) => ({
      id: `int_${at}`,
      status: 'completed',
      steps: [
        { type: 'user_input', content: [{ type: 'text', text: `question ${at}` }] },
        { type: 'model_output', content: [{ type: 'text', text: `answer ${at}` }] },
      ],
    })),
  });
  const { container } = render(<InteractionSteps stream={{ store }} />);
  await twoFrames();
  const answers = [...container.querySelectorAll('[data-slot=model-output]')];
  expect(answers).toHaveLength(300);
  const shown = () => answers.filter((answer) => answer.checkVisibility({ contentVisibilityAuto: true }));
  expect(shown()).toContain(answers[0]);
  expect(shown().length).toBeLessThan(60);
  answers[150]?.scrollIntoView();
  await vi.waitFor(() => expect(shown()).toContain(answers[150]));
});
