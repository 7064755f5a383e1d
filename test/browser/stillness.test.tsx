import { render } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { InteractionProvider } from '../../src/react/InteractionProvider.tsx';
import type { InteractionSSEEvent } from '../../src/protocol/InteractionSSEEvent.ts';
import type { InteractionFunctions } from '../../src/store/functions/InteractionFunction.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { createShikiHighlighter } from '../../src/shiki.ts';
import '../../src/styles.css';
import { completed, createFeed, created, startText, stop, text } from '../unit/react/createFeed.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const highlight = createShikiHighlighter();
beforeAll(async () => void (await highlight.load('ts')), 30_000);
afterEach(() => page.viewport(1280, 800));

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const frames = async (count: number) => {
  for (let at = 0; at < count; at += 1) await frame();
};

/** A live thread, and what streams into it, an event a frame. */
async function showThread(functions?: InteractionFunctions) {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed, functions });
  const { container } = render(
    <InteractionProvider highlight={highlight}>
      <InteractionSteps stream={{ store }} />
    </InteractionProvider>,
  );
  void store.getState().send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  const push = async (...events: InteractionSSEEvent[]) => {
    for (const event of events) {
      feed.push(event);
      await frames(2);
    }
  };
  await push(created('i'));
  return { feed, store, container, push };
}

/** Everything that shows by now above where the thread grows, and where; says what has stood elsewhere in a frame since. */
function watchPlaces(container: HTMLElement) {
  const places = new Map<Element, DOMRect>();
  for (const each of container.querySelectorAll('[data-slot], .ris-row, .ris-p, .ris-code-line, tr, button, dt')) {
    if (each.closest('.ris-hidden, .ris-pending, .ris-turn-end')) continue;
    if (each.checkVisibility() && each.getClientRects().length > 0) places.set(each, each.getBoundingClientRect());
  }
  const moved = new Set<string>();
  let isOn = true;
  const look = () => {
    for (const [each, { top, left }] of places) {
      const now = each.getBoundingClientRect();
      if (each.isConnected && (now.top !== top || (now.left !== left && !each.matches('td, th'))))
        moved.add(`${each.className || each.tagName}: ${top} → ${now.top}`);
    }
    if (isOn) requestAnimationFrame(look);
  };
  look();
  return async () => {
    await frames(4);
    isOn = false;
    expect(places.size).toBeGreaterThan(2);
    return [...moved];
  };
}

const thought = (index: number, words: string): InteractionSSEEvent => ({
  event_type: 'step.delta',
  index,
  delta: { type: 'thought_summary', content: { type: 'text', text: words } },
});
const start = (index: number, step: object): InteractionSSEEvent =>
  ({ event_type: 'step.start', index, step }) as InteractionSSEEvent;
const cite = (index: number, end: number): InteractionSSEEvent =>
  ({
    event_type: 'step.delta',
    index,
    delta: {
      type: 'text_annotation',
      annotations: [{ type: 'url_citation', url: 'https://a.example', title: 'A', start_index: 0, end_index: end }],
    },
  }) as InteractionSSEEvent;

const canvas = document.createElement('canvas');
Object.assign(canvas, { width: 640, height: 360 });
const image = { type: 'image', mime_type: 'image/png', data: canvas.toDataURL('image/png').split(',')[1] };

const GROWTH: [what: string, before: InteractionSSEEvent[], then: InteractionSSEEvent[]][] = [
  [
    'the row of what is being done comes and goes',
    [start(0, { type: 'thought' }), stop(0)],
    [start(1, { type: 'google_search_call', id: 'a', arguments: { queries: ['q'] } }), stop(1), startText(2)],
  ],
  ['a table grows', [startText(0), text(0, 'Above.\n\n| a | b |\n|-|-|\n| 1 | 2 |\n')], rows(6)],
  [
    'code grows, and is coloured',
    [startText(0), text(0, 'Above.\n\n```ts\nconst one = 1;\n')],
    [text(0, 'const two = "two";\n// three\n'), text(0, '```\n\nBelow.'), stop(0)],
  ],
  [
    'an image of a known size comes',
    [startText(0), text(0, 'Above.'), stop(0)],
    [start(1, { type: 'model_output', content: [image] }), stop(1), startText(2), text(2, 'Below.'), stop(2)],
  ],
  [
    'a citation comes late',
    [startText(0), text(0, 'One is said.\n\nTwo is said.\n\nThree is.\n\n')],
    [cite(0, 12), text(0, 'Four.'), cite(0, 26), stop(0)],
  ],
  [
    'the suggestions come under the answer',
    [
      start(0, { type: 'google_search_call', id: 'a', arguments: { queries: ['q'] } }),
      stop(0),
      start(1, {
        type: 'google_search_result',
        call_id: 'a',
        result: [{ search_suggestions: '<div style="height: 90px">s</div>' }],
      }),
      stop(1),
      startText(2),
      text(2, 'Sunny.'),
    ],
    [stop(2), completed('i')],
  ],
  [
    'the turn ends, and can be copied',
    [startText(0), text(0, 'Sunny.'), stop(0)],
    [{ ...completed('i'), interaction: { id: 'i', status: 'completed', usage: { total_tokens: 9 } } } as never],
  ],
];

function rows(count: number): InteractionSSEEvent[] {
  return Array.from({ length: count }, (_, at) => text(0, `| ${'word '.repeat(at)} | ${at} |\n`));
}

for (const width of [1280, 375]) {
  test.each(GROWTH)(`nothing above moves while %s, at ${width} px`, async (_, before, then) => {
    await page.viewport(width, 800);
    const { container, push } = await showThread();
    await push(...before);
    const moves = watchPlaces(container);
    await push(...then);
    expect(await moves()).toEqual([]);
  });

  test(`nor while a thought streams that the reader has opened, at ${width} px`, async () => {
    await page.viewport(width, 800);
    const { container, push } = await showThread();
    await push(start(0, { type: 'thought' }), thought(0, '**Looking**\n\nOut of the window. '));
    await userEvent.click(container.querySelector<HTMLElement>('button.ris-row')!);
    await frames(4);
    const moves = watchPlaces(container);
    await push(thought(0, 'Words '.repeat(80)), thought(0, '\n\n**Asking**\n\nOthers.'), stop(0), startText(1));
    expect(await moves()).toEqual([]);
    expect(container.querySelector('.ris-panel')?.textContent).toContain('Others.');
  });

  test(`calls that will have to be approved keep the room for it, at ${width} px`, async () => {
    await page.viewport(width, 800);
    const results: (() => void)[] = [];
    const run = () => new Promise((resolve) => results.push(() => resolve({ deleted: 'a.md', was: '12 lines' })));
    const { feed, container, push } = await showThread({ delete_file: { needsApproval: true, run } });
    const seen: (() => Promise<string[]>)[] = [];
    for (const index of [0, 1, 2]) {
      await push(start(index, { type: 'function_call', id: `c${index}`, name: 'delete_file' }));
      await push({ event_type: 'step.delta', index, delta: { type: 'arguments_delta', arguments: '{"path": "a' } });
      await push(
        { event_type: 'step.delta', index, delta: { type: 'arguments_delta', arguments: '.md"}' } },
        stop(index),
      );
      seen.push(watchPlaces(container));
    }
    await push({
      event_type: 'interaction.completed',
      interaction: { id: 'i', status: 'requires_action' },
    } as InteractionSSEEvent);
    feed.close();
    const buttons = (name: string) =>
      [...container.querySelectorAll<HTMLButtonElement>('.ris-approval button')].filter(
        (each) => each.textContent === name && each.checkVisibility({ visibilityProperty: true }) && !each.disabled,
      );
    await vi.waitFor(() => expect(buttons('Approve')).toHaveLength(3));
    await userEvent.click(buttons('Approve')[0]!);
    await vi.waitFor(() => expect(results).toHaveLength(1));
    results[0]!();
    const states = () =>
      [...container.querySelectorAll<HTMLElement>('.ris-function-call-card')].map(({ dataset }) => dataset.state);
    await vi.waitFor(() => expect(states()[0]).toBe('done'));
    await userEvent.click(buttons('Deny')[0]!);
    await vi.waitFor(() => expect(states()).toEqual(['done', 'done', 'requires_action']));
    expect(container.querySelector('.ris-result')).toBeNull();
    for (const moves of seen) expect(await moves()).toEqual([]);

    await userEvent.click(buttons('Approve')[0]!);
    await vi.waitFor(() => expect(container.querySelector('.ris-result')?.textContent).toContain('12 lines'));
  });
}
