// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lazy, Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { Step } from '../../../src/protocol/Step.ts';
import type { StepProps } from '../../../src/react/StepComponents.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { completed, createFeed, created, startText, stop, text } from '../react/createFeed.ts';
import { unfold } from './unfold.ts';

/** A thread on screen whose commits the test makes itself. */
function liveThread() {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed, scheduler: { schedule } });
  return { feed, store, stream: { store } };
}

function schedule(flush: () => void): () => void {
  const timer = setTimeout(flush, 0);
  return () => clearTimeout(timer);
}

async function push(feed: ReturnType<typeof createFeed>, ...events: InteractionSSEEvent[]): Promise<void> {
  await act(async () => {
    feed.push(...events);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

async function send(store: ReturnType<typeof createInteractionStore>, input: string): Promise<void> {
  await act(async () => {
    void store.getState().send(input);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
}

/** What stands in a notice, not in the live region that repeats it. */
const inNotice = { selector: '.ris-notice-text' };

const liveText = () => document.querySelector('[aria-live]')?.textContent;
const completedWith = (status: string): InteractionSSEEvent => ({
  event_type: 'interaction.completed',
  interaction: { id: 'i', status },
});

test('a turn is drawn as it comes, from what was asked to the answer', async () => {
  const { feed, store, stream } = liveThread();
  const { container } = render(<InteractionSteps stream={stream} />);
  expect(container.firstElementChild?.getAttribute('data-state')).toBe('idle');

  await send(store, 'Count to three.');
  expect(screen.getByText('Count to three.')).toBeTruthy();
  expect(screen.getByText(/Waiting for the model/)).toBeTruthy();

  await push(feed, created('i'), {
    event_type: 'step.start',
    index: 0,
    step: { type: 'thought', summary: [{ type: 'text', text: '**Counting on fingers**\n\nOne at a time.' }] },
  });
  expect(screen.getByRole('button', { name: /Counting on fingers…/ })).toBeTruthy();
  expect(screen.queryByText(/Waiting for the model/)).toBeNull();

  await push(feed, stop(0), startText(1), text(1, 'One, two, three.'), stop(1), completed('i'));
  expect(screen.getByText('One, two, three.')).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Thought/ })).toBeTruthy();
  expect(container.firstElementChild?.getAttribute('data-state')).toBe('idle');
  expect(
    [...container.querySelectorAll('[data-slot="turn"] > [data-slot]')].map((row) => row.getAttribute('data-slot')),
  ).toEqual(['user-input', 'activity', 'model-output', 'turn-end']);
  expect(container.querySelectorAll('[data-slot="activity"] [data-slot="thought-summary"]')).toHaveLength(1);
});

test('screen readers hear transitions once, not the text', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  await send(store, 'Weather?');
  expect(liveText()).toBe('');
  await push(feed, created('i'), { event_type: 'step.start', index: 0, step: { type: 'thought' } });
  expect(liveText()).toBe('Thinking');
  await push(feed, stop(0), {
    event_type: 'step.start',
    index: 1,
    step: { type: 'google_search_call', id: 's', arguments: {} },
  });
  expect(liveText()).toBe('Searching the web');
  await push(feed, stop(1), {
    event_type: 'step.start',
    index: 2,
    step: { type: 'function_call', id: 'f', name: 'get_weather', arguments: {} },
  });
  expect(liveText()).toBe('Running get_weather');
  await push(feed, stop(2), startText(3), text(3, 'It is sunny.'));
  expect(liveText()).toBe('');
  await push(feed, stop(3), completed('i'));
  expect(liveText()).toBe('Answer ready');
  expect(document.querySelectorAll('[aria-live]')).toHaveLength(1);
});

test('what was there before is history: it is not announced', () => {
  render(<InteractionSteps interaction={{ id: 'i', status: 'failed', steps: [] }} />);
  expect(screen.getByText(/^Something went wrong/)).toBeTruthy();
  expect(liveText()).toBe('');
});

test('1,000 deltas to one of 200 steps render that one alone', async () => {
  const { feed, store, stream } = liveThread();
  const renders = new Map<string, number>();
  function Counted({ step }: StepProps) {
    const name = String((step as { name?: unknown }).name ?? 'answer');
    renders.set(name, (renders.get(name) ?? 0) + 1);
    return <p>{JSON.stringify(step)}</p>;
  }
  function App() {
    return <InteractionSteps stream={stream} components={{ unknown: Counted, model_output: Counted as never }} />;
  }
  const { rerender, container } = render(<App />);
  await send(store, 'Go.');
  const steps = Array.from({ length: 199 }, (_, index): InteractionSSEEvent[] => [
    { event_type: 'step.start', index, step: { type: 'beam', name: `beam ${index}` } as never },
    stop(index),
  ]).flat();
  await push(feed, created('i'), ...steps, startText(199));
  const before = new Map(renders);
  expect(before.size).toBe(200);

  let commits = 0;
  store.subscribe(() => (commits += 1));
  for (let at = 0; at < 1000; at += 50) {
    await push(feed, ...Array.from({ length: 50 }, (_, delta) => text(199, `${at + delta} `)));
  }
  expect(container.textContent).toContain('999 ');
  for (let index = 0; index < 199; index += 1) expect(renders.get(`beam ${index}`)).toBe(before.get(`beam ${index}`));
  const answered = (renders.get('answer') ?? 0) - (before.get('answer') ?? 0);
  expect(answered).toBeGreaterThan(0);
  expect(answered).toBe(commits);

  const after = new Map(renders);
  rerender(<App />);
  expect(renders).toEqual(after);
});

test('a list that shares steps with the one before renders only the rows that are new', () => {
  const renders: string[] = [];
  const components = {
    unknown: ({ step }: StepProps) => {
      renders.push(step.type);
      return null;
    },
  };
  const steps: Step[] = [{ type: 'a' }, { type: 'b' }];
  const { rerender } = render(<InteractionSteps steps={steps} components={components} />);
  rerender(<InteractionSteps steps={[...steps, { type: 'c' }]} components={components} />);
  expect(renders).toEqual(['a', 'b', 'c']);
});

test.each([
  ['incomplete', /stopped at its token limit/, [{ type: 'model_output', content: [{ type: 'text', text: 'Half' }] }]],
  ['incomplete', /limit was reached before there was an answer/, [{ type: 'thought' }]],
  ['budget_exceeded', /budget for this task is used up/, []],
  ['cancelled', /^Cancelled/, []],
  ['failed', /^Something went wrong/, []],
  ['in_progress', /still in progress/, []],
  ['queued', /still in progress/, []],
] as const)('a stored interaction of status %s says so', (status, words, steps) => {
  render(<InteractionSteps interaction={{ id: 'i', status, steps: steps as unknown as Step[] } as Interaction} />);
  expect(screen.getByText(words)).toBeTruthy();
});

test('a failed interaction shows every reason that the API gave, once', () => {
  const errors = [{ code: 'safety', message: 'Blocked.' }, { code: 'quota_exceeded' }, { message: 'Blocked.' }];
  render(<InteractionSteps interaction={{ status: 'failed', errors }} />);
  expect([...document.querySelectorAll('.ris-notice')].map((notice) => notice.textContent)).toEqual([
    'The model failed: Blocked.',
    'The model failed: quota_exceeded',
  ]);
});

test('the host is asked to act only for calls without a result', () => {
  const call = { type: 'function_call', id: 'a', name: 'book_table', arguments: {} } as const;
  const result = { type: 'function_result', call_id: 'a', result: 'ok' } as const;
  const { rerender } = render(<InteractionSteps interaction={{ status: 'requires_action', steps: [call] }} />);
  expect(screen.getByText('Waiting for the result of book_table.')).toBeTruthy();
  rerender(<InteractionSteps interaction={{ status: 'requires_action', steps: [call, result] }} />);
  expect(screen.queryByText(/Waiting for the result/)).toBeNull();
  rerender(<InteractionSteps interaction={{ status: 'completed', steps: [call] }} />);
  expect(screen.queryByText(/Waiting for the result/)).toBeNull();
});

const callOf = (name: string, index: number): InteractionSSEEvent => ({
  event_type: 'step.start',
  index,
  step: { type: 'function_call', id: name, name, arguments: { table: 4 } },
});

test('what opened by itself folds when the turn is over, but not what the reader has used', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  await send(store, 'Book a table and a taxi.');
  await push(feed, created('i'), callOf('book_table', 0), stop(0), callOf('book_taxi', 1), stop(1), {
    event_type: 'interaction.completed',
    interaction: { id: 'i', status: 'requires_action' },
  });
  const openCards = () =>
    [...document.querySelectorAll('.ris-row[aria-expanded="true"]')].map((row) => row.textContent);
  expect(openCards()).toHaveLength(2);
  await userEvent.click(screen.getAllByRole('button', { name: 'Raw JSON' })[1] as HTMLElement);

  await act(async () => {
    void store.getState().send([
      { type: 'function_result', call_id: 'book_table', result: 'ok' },
      { type: 'function_result', call_id: 'book_taxi', result: 'ok' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  await push(feed, created('j'), startText(0), text(0, 'Both are'));
  expect(openCards()).toHaveLength(2);
  await push(feed, text(0, ' booked.'), stop(0), completed('j'));
  expect(openCards()).toEqual([expect.stringContaining('book_taxi')]);
});

test('a stream that breaks off keeps what came, says so, and can be tried again', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  await send(store, 'Go.');
  await push(feed, created('i'), startText(0), text(0, 'Half an ans'));
  await act(async () => {
    feed.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(screen.getByText('Half an ans')).toBeTruthy();
  expect(screen.getByText(/connection ended before the answer was complete/, inNotice)).toBeTruthy();
  expect(liveText()).toMatch(/connection ended/);

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await push(feed, created('j'), startText(0), text(0, 'A whole answer.'), stop(0), completed('j'));
  expect(feed.requests).toHaveLength(2);
  expect(screen.getByText('A whole answer.')).toBeTruthy();
  expect(screen.queryByText(/connection ended/, inNotice)).toBeNull();
});

test('an error shows its sentence and its code once, under what had arrived', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  await send(store, 'Go.');
  await push(feed, created('i'), startText(0), text(0, 'So far.'), {
    event_type: 'error',
    error: { code: 'gateway_timeout', message: 'The deadline passed.' },
  });
  await act(async () => {
    feed.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(screen.getByText('So far.')).toBeTruthy();
  const notices = document.querySelectorAll<HTMLElement>('.ris-notice[data-state="error"]');
  expect(notices).toHaveLength(1);
  expect(notices[0]?.textContent).toContain('The deadline passed.');
  expect(notices[0]?.textContent?.split('gateway_timeout')).toHaveLength(2);
});

test('a stop by the reader is said quietly', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  await send(store, 'Go.');
  await push(feed, created('i'), startText(0), text(0, 'So far.'));
  await act(async () => store.getState().stop());
  expect(
    screen.getByText('Stopped. What had arrived is kept.', inNotice).closest('.ris-notice')?.getAttribute('data-state'),
  ).toBe('info');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('only the last interaction offers to try again', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  for (const round of [1, 2]) {
    await send(store, `Go ${round}.`);
    await push(feed, created(`i${round}`));
    await act(async () => {
      feed.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }
  expect(screen.getAllByText(/connection ended/, inNotice)).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
});

test('a component that throws leaves the rest alone, and is tried again when its step changes', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const Fragile = ({ step }: StepProps) => {
    if ((step as { bad?: boolean }).bad) throw new Error('no such beam');
    return <p>drawn</p>;
  };
  const bad = { type: 'beam', bad: true };
  const good = { type: 'model_output', content: [{ type: 'text', text: 'Still here.' }] };
  const components = { unknown: Fragile };
  const { rerender } = render(<InteractionSteps steps={[bad, good] as Step[]} components={components} />);
  expect(screen.getByText('no such beam')).toBeTruthy();
  expect(screen.getByText('Still here.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Raw JSON' }));
  expect(screen.getByText(/"bad": true/)).toBeTruthy();

  rerender(<InteractionSteps steps={[{ ...bad, still: 1 }, good] as Step[]} components={components} />);
  expect(screen.getByText(/could not be drawn/)).toBeTruthy();
  rerender(<InteractionSteps steps={[{ type: 'beam' }, good] as Step[]} components={components} />);
  expect(screen.queryByText(/could not be drawn/)).toBeNull();
  expect(screen.getByText('drawn')).toBeTruthy();
  quiet.mockRestore();
});

test('a component that suspends keeps nobody waiting: the default one stands in for it', async () => {
  let load: (module: { default: () => React.ReactNode }) => void = () => {};
  const Lazy = lazy(() => new Promise<{ default: () => React.ReactNode }>((resolve) => (load = resolve)));
  const steps: Step[] = [
    { type: 'function_call', id: 'c', name: 'forecast', arguments: {} },
    { type: 'model_output', content: [{ type: 'text', text: 'Sunny.' }] },
    { type: 'beam' } as Step,
  ];
  const components = { functions: { forecast: Lazy }, unknown: Lazy, notice: Lazy };
  const { container } = render(
    <Suspense fallback="Everything waits">
      <InteractionSteps interaction={{ status: 'incomplete', steps } as Interaction} components={components} />
    </Suspense>,
  );
  expect(container.textContent).not.toContain('Everything waits');
  for (const stand of [/forecast/, /Sunny/, /Unsupported step: beam/, /token limit/]) {
    expect(screen.getAllByText(stand)[0]?.style.display).not.toBe('none');
  }
  await act(async () => load({ default: () => <p>loaded</p> }));
  expect(screen.getAllByText('loaded')).toHaveLength(3);
  expect(screen.queryByText(/Unsupported/)).toBeNull();
});

test('components are picked by function name, then by type, then for all tools, then for all others', () => {
  const named = (name: string) => () => <p>{name}</p>;
  const steps = [
    { type: 'function_call', id: '1', name: 'get_weather', arguments: {} },
    { type: 'function_call', id: '2', name: 'toString', arguments: {} },
    { type: 'code_execution_call', id: '3', arguments: {} },
    { type: 'url_context_call', id: '4', arguments: {} },
    { type: 'hologram_call', id: '5' },
    { type: 'hologram_result', call_id: '5' },
    { type: 'beam' },
    { type: 'functions' },
    { type: 'constructor' },
  ] as unknown as Step[];
  const { container } = render(
    <InteractionSteps
      steps={steps}
      components={{
        functions: { get_weather: named('weather') },
        function_call: named('function'),
        code_execution_call: named('code'),
        tool: named('tool'),
        unknown: named('unknown'),
      }}
    />,
  );
  unfold(container);
  expect([...container.querySelectorAll('p')].map((row) => row.textContent)).toEqual([
    'weather',
    'function',
    'code',
    'tool',
    'tool',
    'unknown',
    'unknown',
    'unknown',
  ]);
});

test('no step is invisible, whatever its type', () => {
  const types = ['tool_call', 'processing_call', 'file_search_result', 'retrieval_call', 'hologram_call', 'beam', ''];
  const { container } = render(<InteractionSteps steps={types.map((type) => ({ type })) as Step[]} />);
  for (const row of container.querySelectorAll('[data-slot="turn"] > [data-slot]'))
    expect(row.textContent?.trim()).not.toBe('');
  unfold(container);
  const rows = container.querySelectorAll(
    '[data-slot="turn"] > [data-slot]:not([data-slot="activity"]), .ris-group-rows > [data-slot]',
  );
  expect(rows).toHaveLength(types.length);
  for (const row of rows) expect(row.textContent?.trim()).not.toBe('');
  expect(screen.getByText('Unsupported step: hologram_call')).toBeTruthy();
});

test('a reader who opened a row finds it open while its call gets its result', async () => {
  const { feed, store, stream } = liveThread();
  render(<InteractionSteps stream={stream} />);
  await send(store, 'Go.');
  await push(feed, created('i'), {
    event_type: 'step.start',
    index: 0,
    step: { type: 'code_execution_call', id: 'c', arguments: { code: 'print(1)' } },
  });
  await userEvent.click(screen.getByRole('button', { name: /Running code/ }));
  await push(feed, stop(0), {
    event_type: 'step.start',
    index: 1,
    step: { type: 'code_execution_result', call_id: 'c', result: 'one' },
  });
  await push(feed, stop(1), completedWith('completed'));
  expect(screen.getByRole('button', { name: /Ran code/, expanded: true })).toBeTruthy();
  expect(screen.getByText('one')).toBeTruthy();
});

test('a stored interaction renders on a server to the markup that the client begins with', () => {
  const interaction: Interaction = {
    status: 'incomplete',
    steps: [
      { type: 'user_input', content: [{ type: 'text', text: 'Hello' }] },
      { type: 'google_search_result', call_id: 'x', result: [{ search_suggestions: '<b>more</b>' }] },
      { type: 'model_output', content: [{ type: 'text', text: 'Hi **there**' }] },
    ],
  };
  const html = renderToString(<InteractionSteps interaction={interaction} />);
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const container = document.createElement('div');
  container.innerHTML = html;
  document.body.append(container);
  render(<InteractionSteps interaction={interaction} />, { container, hydrate: true });
  expect(quiet).not.toHaveBeenCalled();
  expect(container.textContent).toContain('Hi there');
  quiet.mockRestore();
});
