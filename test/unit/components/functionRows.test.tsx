// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import type { Step } from '../../../src/protocol/Step.ts';
import type { CallProps, FunctionCallProps, StepComponents } from '../../../src/react/StepComponents.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import type { Fault } from '../../../src/testing/Fault.ts';
import { serverThread } from '../store/serverThread.ts';
import { unfold } from './unfold.ts';

const call = (name: string, id = name) => ({ type: 'function_call', id, name, arguments: {} }) as Step;
const asking = { id: 'i', status: 'requires_action', steps: [call('get_weather')] };

const states = () =>
  [...document.querySelectorAll<HTMLElement>('[data-slot="function-call-card"]')].map(({ dataset }) => dataset.state);
const threadState = () => document.querySelector<HTMLElement>('[data-slot="steps"]')?.dataset.state;
const notices = () => [...document.querySelectorAll('.ris-notice-text')].map(({ textContent }) => textContent);

/** Asks for these functions, as often as it is told their results. */
async function showRounds(functions: InteractionStreamOptions['functions'], names: string[], maxRounds?: number) {
  const { store } = serverThread({ respond: () => names.map((name) => call(name)) }, { functions, maxRounds });
  render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().send('Go.'));
  return store;
}

test('too many rounds are an error that is said once, and the calls can still be answered', async () => {
  const store = await showRounds({ get_weather: { run: () => 'sunny' } }, ['get_weather'], 1);
  expect(notices()).toEqual([expect.stringMatching(/^The model made too many calls.*after 1 rounds/)]);
  expect(states()).toEqual(['done', 'requires_action']);
  expect(threadState()).toBe('idle');
  const key = store.getState().interactions.at(-1)?.steps.at(-1)?.key ?? '';
  await act(() => store.getState().respondToFunctionCall(key, { result: 'rain' }));
  expect(states().slice(0, 2)).toEqual(['done', 'done']);
});

test('a thread that was restored while it asked still asks, and runs nothing by itself', () => {
  const { transport } = serverThread({});
  const functions = { get_weather: { run: () => 'sunny' } };
  const store = createInteractionStore({ transport, functions, initialInteractions: [asking] as never });
  const seen: FunctionCallProps[] = [];
  const Card = (props: FunctionCallProps) => {
    seen.push(props);
    return <p>{props.status}</p>;
  };
  render(<InteractionSteps stream={{ store }} components={{ function_call: Card }} />);
  expect(screen.getByText('requires_action')).toBeTruthy();
  expect(seen.at(-1)?.respond).toBeTypeOf('function');
  expect(threadState()).toBe('idle');
});

test.each([
  ['without a transport', () => <InteractionSteps stream={{ store: withoutTransport }} components={probe} />],
  ['stored', () => <InteractionSteps interaction={asking as never} components={probe} />],
])('a call that cannot be answered here offers no way to: %s', (_, element) => {
  render(element());
  expect(screen.getByText('requires_action, undefined')).toBeTruthy();
});
const withoutTransport = createInteractionStore({ initialInteractions: [asking] as never });
const probe: StepComponents = {
  function_call: ({ status, respond }: FunctionCallProps) => <p>{`${status}, ${typeof respond}`}</p>,
};

test('a stored interaction that is drawn in a live thread cannot be answered through it', () => {
  const { transport } = serverThread({});
  const store = createInteractionStore({
    transport,
    initialInteractions: [{ ...asking, steps: [call('a')] }] as never,
  });
  const outer: StepComponents = {
    functions: { a: () => <InteractionSteps interaction={asking as never} components={probe} /> },
  };
  render(<InteractionSteps stream={{ store }} components={outer} />);
  expect(screen.getByText('requires_action, undefined')).toBeTruthy();
});

test('the host’s own component for a function comes before the function’s, and that before all others', () => {
  const named = (name: string) => () => <p>{name}</p>;
  const functions = {
    a: { component: named('function a') },
    b: { component: named('function b') },
    c: {},
    toString: { component: undefined },
  };
  const initialInteractions = [
    {
      id: 'i',
      status: 'completed',
      steps: ['a', 'b', 'c', 'constructor', 'toString', 'tool'].map((name) => call(name)),
    },
  ] as never;
  const store = createInteractionStore({ functions, initialInteractions });
  const components = { functions: { a: named('host a'), tool: named('host tool') }, function_call: named('any') };
  const { container } = render(<InteractionSteps stream={{ store }} components={components} />);
  unfold(container);
  expect([...container.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
    'host a',
    'function b',
    'any',
    'any',
    'any',
    'host tool',
  ]);
});

test('what nobody answered before the next turn ended is left behind', async () => {
  const { store } = serverThread({
    respond: ({ input }) => (input === 'Ask.' ? [call('a'), call('b')] : [{ type: 'model_output', content: [] }]),
  });
  render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().send('Ask.'));
  expect(states()).toEqual(['requires_action', 'requires_action']);
  expect(notices()).toEqual(['Waiting for the result of a, b.']);
  store.setState({ interactions: [...store.getState().interactions, ...finished()] });
  await act(async () => {});
  expect(states()).toEqual(['interrupted', 'interrupted']);
  expect(notices()).toEqual([]);
});

function finished() {
  const steps = [{ type: 'model_output', content: [{ type: 'text', text: 'Never mind.' }] }];
  return createInteractionStore({ initialInteractions: [{ id: 'j', status: 'completed', steps }] as never })
    .getState()
    .interactions.map((interaction) => ({ ...interaction, key: '9' }));
}

test('calls wait on while what was sent instead has failed', async () => {
  const { store } = serverThread({
    respond: ({ input }) => (input === 'Ask.' ? [call('a')] : 'no such recording'),
  });
  render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().send('Ask.'));
  await act(() => store.getState().send('Go.'));
  expect(store.getState().interactions.at(-1)?.outcome).toBe('error');
  expect(states()).toEqual(['requires_action']);
});

test('to the host’s own components, too, a denial is done and no error', async () => {
  const { store } = serverThread(
    { respond: ({ input }) => (input === 'Go.' ? [call('a')] : undefined) },
    { functions: { a: { run: () => 1, needsApproval: true } } },
  );
  const seen: FunctionCallProps[] = [];
  const Card = (props: FunctionCallProps) => {
    seen.push(props);
    return null;
  };
  render(<InteractionSteps stream={{ store }} components={{ function_call: Card }} />);
  await act(() => store.getState().send('Go.'));
  act(() => seen.at(-1)?.respond?.({ deny: true }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(store.getState().interactions).toHaveLength(2);
  expect(seen.at(-1)).toMatchObject({ status: 'done', result: { is_error: true }, decision: { decided: 'denied' } });
  expect([...new Set(seen.map(({ status }) => status))]).not.toContain('error');
  expect(seen.at(-1)?.respond).toBeUndefined();
});

describe('an answer that is sent again, as the request that carried it failed, stands in its call’s card alone', () => {
  const run = () => 'paid';
  /** Two calls wait for approval, and the first answer to them is lost. */
  async function ask(fault: Fault) {
    const { store } = serverThread(
      {
        respond: ({ input }) => (input === 'Go.' ? [call('pay', 'a'), call('pay', 'b')] : undefined),
        faults: ({ attempt }) => (attempt === 1 ? fault : undefined),
      },
      { functions: { pay: { run, needsApproval: true } }, reconnect: false },
    );
    await store.getState().send('Go.');
    return store;
  }

  /** What the cards say: where each call stands, and what it got. */
  function shown(store: InteractionStore) {
    const said: unknown[] = [];
    const components: StepComponents = {
      function_call: ({ call: asked, status, result }: FunctionCallProps) => (
        <pre>{JSON.stringify([asked?.id ?? 'alone', status, result?.call_id, result?.result])}</pre>
      ),
    };
    const { container, unmount } = render(<InteractionSteps stream={{ store }} components={components} />);
    unfold(container);
    for (const { textContent } of container.querySelectorAll('pre')) said.push(JSON.parse(textContent));
    unmount();
    return said;
  }

  /** The same, after the thread has gone through a snapshot. */
  function shownAgain(store: InteractionStore) {
    const initialInteractions = JSON.parse(JSON.stringify(store.getState().getSnapshot())) as never;
    return shown(createInteractionStore({ ...store.getOptions(), initialInteractions }));
  }

  test.each([
    ['the server was down', { type: 'http_error', status: 500 }, 'error'],
    ['the connection broke off', { type: 'cut_after', events: 2, how: 'break' }, 'truncated'],
  ] as const)('what was denied by writing something else: %s', async (_, fault, outcome) => {
    const store = await ask(fault);
    expect(await store.getState().send('Never mind.')).toMatchObject({ outcome });
    const denied = ['a', 'b'].map((id) => [id, 'done', id, expect.stringContaining('denied')]);
    expect(shown(store)).toEqual(denied);
    expect(await store.getState().send('What time is it?')).toMatchObject({ outcome: 'finished' });
    expect(store.getState().interactions.map(({ input }) => input.length)).toEqual([1, 3, 3]);
    expect(shown(store)).toEqual(denied);
    expect(shownAgain(store)).toEqual(denied);
  });

  test('what was approved while the server was down, before something else was written', async () => {
    const store = await ask({ type: 'http_error', status: 500 });
    const { respondToFunctionCall, send } = store.getState();
    const [a, b] = selectPendingCalls(store.getState()).map(({ key }) => key);
    await respondToFunctionCall(a ?? '', { approve: true });
    expect(await respondToFunctionCall(b ?? '', { approve: true })).toMatchObject({ outcome: 'error' });
    expect(await send('And now?')).toMatchObject({ outcome: 'finished' });
    expect(store.getState().interactions.map(({ input }) => input.length)).toEqual([1, 2, 3]);
    const paid = ['a', 'b'].map((id) => [id, 'done', id, 'paid']);
    expect(shown(store)).toEqual(paid);
    expect(shownAgain(store)).toEqual(paid);
  });
});

test('a result that comes in a later turn goes to its call in the earlier one', async () => {
  const at = (key: string, step: object) => ({ key, index: 0, status: 'done' as const, step: step as Step });
  const [first] = createInteractionStore({
    initialInteractions: [{ id: 'i', status: 'completed', steps: [] }] as never,
  }).getState().interactions;
  const asked = { ...first!, key: '0', steps: [at('0.0', { type: 'x_call', id: 'x' }), at('0.1', { type: 'beam' })] };
  const next = { ...first!, key: '1', outcome: 'running' as const, input: [at('1.in.0', { type: 'user_input' })] };
  const answer = at('1.0', { type: 'x_result', call_id: 'x', result: 'at last' });
  const store = createInteractionStore();
  store.setState({ interactions: [asked, next] });
  const tool = ({ result }: CallProps) => <p>{JSON.stringify(result ?? null)}</p>;
  const components: StepComponents = { tool, unknown: ({ step }) => <p>{step.type}</p> };
  const { container } = render(<InteractionSteps stream={{ store }} components={components} />);
  const rows = () => [...container.querySelectorAll('p')].map(({ textContent }) => textContent);
  expect(rows()).toEqual(['x_call', 'beam']);
  act(() => store.setState({ interactions: [asked, { ...next, steps: [answer] }] }));
  expect(rows()).toEqual([JSON.stringify(answer.step), 'beam']);
});
