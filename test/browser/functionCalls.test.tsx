import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import type { FunctionResultStep, Step } from '../../src/protocol/Step.ts';
import type { FunctionCallProps } from '../../src/react/StepComponents.ts';
import { type InteractionStreamHandle, useInteractionStream } from '../../src/react/useInteractionStream.ts';
import { defineFunction, type InteractionFunctions } from '../../src/store/functions/InteractionFunction.ts';
import { createFetchTransport } from '../../src/stream/createFetchTransport.ts';
import { createInteractionsServer } from '../../src/testing/createInteractionsServer.ts';
import { inputSteps } from '../../src/testing/interactionInput.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

/** A busy machine takes its time, in ms. */
const PATIENCE = 10_000;

forbidConsoleErrors();

/** Asks for the weather in these places, and says what it was told. */
function respondWith(places: readonly string[], name = 'get_weather') {
  return ({ input }: { input?: unknown }): Step[] => {
    const results = inputSteps(input as never).filter(
      (step) => step.type === 'function_result',
    ) as FunctionResultStep[];
    if (results.length > 0) {
      const told = results.map(({ result, is_error }) => `${is_error ? 'error' : 'result'} ${JSON.stringify(result)}`);
      return [{ type: 'model_output', content: [{ type: 'text', text: `Told: ${told.join('; ')}` }] }];
    }
    const calls = places.map((location, at): Step => ({
      type: 'function_call',
      id: `call_${at}`,
      name,
      arguments: { location },
    }));
    return [{ type: 'thought', signature: 'c2lnbmVk' }, ...calls];
  };
}

/** A chat with functions, in StrictMode, and what was sent to its server. */
function showChat(functions: InteractionFunctions, respond = respondWith(['Paris'])) {
  const server = createInteractionsServer({ respond, pace: 1 });
  const bodies: { input: unknown }[] = [];
  const transport = createFetchTransport({
    url: 'https://example.com/v1beta/interactions',
    fetch: (url, init) => {
      bodies.push(JSON.parse(String(init.body)) as { input: unknown });
      return server.fetch(new Request(url, init));
    },
  });
  const states: string[] = [];
  const spoken: string[] = [];
  const rendered = vi.fn<(stream: InteractionStreamHandle) => void>();
  function Chat(): ReactNode {
    const stream = useInteractionStream({ transport, params: { model: 'gemini-3-flash-preview' }, functions });
    rendered(stream);
    return <InteractionSteps stream={stream} />;
  }
  const { container } = render(<Chat />, { wrapper: StrictMode });
  const steps = container.querySelector('[data-slot="steps"]') as HTMLElement;
  const observer = new MutationObserver(() => {
    const state = steps.dataset.state ?? '';
    if (states.at(-1) !== state) states.push(state);
    const said = container.querySelector('[aria-live]')?.textContent ?? '';
    if (spoken.at(-1) !== said) spoken.push(said);
  });
  observer.observe(container, { subtree: true, childList: true, attributes: true, characterData: true });
  const stream = () => rendered.mock.lastCall?.[0] as InteractionStreamHandle;
  const ask = () => act(async () => void stream().send('What is the weather in Paris?'));
  const says = (text: string | RegExp) => vi.waitFor(() => expect(steps.textContent).toMatch(text), 5000);
  return { container, bodies, states, spoken, ask, says, stream };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const card = (container: HTMLElement) => container.querySelector('[data-slot="function-call-card"]') as HTMLElement;

test('a function runs by itself, and the model answers with its result', async () => {
  let finish: (result: unknown) => void = () => {};
  const run = vi.fn(() => new Promise((resolve) => (finish = resolve)));
  const { container, bodies, states, spoken, ask, says } = showChat({ get_weather: defineFunction({ run }) });
  await ask();
  await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), PATIENCE);
  expect(run).toHaveBeenCalledWith(
    { location: 'Paris' },
    expect.objectContaining({ argumentsText: '{"location":"Paris"}' }),
  );
  await vi.waitFor(() => expect(card(container).dataset.state).toBe('running'), PATIENCE);
  expect(button(/Running get_weather Paris/).getAttribute('aria-expanded')).toBe('false');
  expect(states).toEqual(['running']);
  expect(container.querySelector('[data-slot="notice"]')).toBeNull();

  await act(async () => finish({ celsius: 22, sky: 'sunny' }));
  await says('Told: result {"celsius":22,"sky":"sunny"}');
  await vi.waitFor(() => expect(states.at(-1)).toBe('idle'), PATIENCE);
  expect(states).toEqual(['running', 'idle']);
  expect(spoken).toEqual(['', 'Running get_weather', '', 'Answer ready']);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]?.input).toEqual([
    { type: 'function_result', call_id: 'call_0', name: 'get_weather', result: { celsius: 22, sky: 'sunny' } },
  ]);
  expect(button(/^Ran get_weather Paris/).getAttribute('aria-expanded')).toBe('false');
  expect(container.querySelectorAll('[data-slot="turn"]')).toHaveLength(1);
});

test('a function that needs approval waits for it, runs once, and says who approved it', async () => {
  const run = vi.fn(() => ({ celsius: 22 }));
  const { container, spoken, ask, says } = showChat({ get_weather: { run, needsApproval: true } });
  await ask();
  await says('The model wants to call get_weather with these arguments. It runs once you approve.');
  expect(card(container).dataset.state).toBe('requires_action');
  expect(button(/Waiting for get_weather Paris Needs approval/).getAttribute('aria-expanded')).toBe('true');
  expect(card(container).querySelector('.ris-fields')?.textContent).toBe('locationParis');
  expect(document.activeElement).toBe(document.body);
  expect(container.querySelector('[data-slot="notice"]')).toBeNull();
  expect(spoken.at(-1)).toBe('get_weather waits for your approval.');
  expect(run).not.toHaveBeenCalled();

  button('Approve').focus();
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(card(container).querySelector('.ris-row'));
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  await says('Told: result {"celsius":22}');
  expect(run).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(spoken.at(-1)).toBe('Answer ready'), PATIENCE);
  expect(button(/^Ran get_weather Paris Approved by you/).getAttribute('aria-expanded')).toBe('true');

  await ask();
  await vi.waitFor(
    () => expect(button(/^Ran get_weather Paris Approved by you/).getAttribute('aria-expanded')).toBe('false'),
    PATIENCE,
  );
});

test('a denied call does not run, is told to the model as an error, and is no alarm to the reader', async () => {
  const run = vi.fn();
  const { container, bodies, ask, says } = showChat({ get_weather: { run, needsApproval: true } });
  await ask();
  await says('It runs once you approve.');
  await userEvent.click(button('Deny'));
  await says('Told: error "The user denied this call."');
  expect(run).not.toHaveBeenCalled();
  expect(bodies[1]?.input).toMatchObject([{ type: 'function_result', call_id: 'call_0', is_error: true }]);
  expect(card(container).dataset.state).toBe('done');
  expect(button(/Did not run get_weather Paris Denied by you/)).toBeTruthy();
  expect(container.querySelector('[data-tone="error"], .ris-result[data-state="error"]')).toBeNull();
});

test('a reason that was given for a denial stays visible', async () => {
  const { container, ask, says, stream } = showChat({ get_weather: { run: () => 1, needsApproval: true } });
  await ask();
  await says('It runs once you approve.');
  const [call] =
    stream()
      .store.getState()
      .interactions[0]?.steps.filter(({ step }) => step.type === 'function_call') ?? [];
  await act(() => stream().respondToFunctionCall(call?.key ?? '', { deny: true, reason: 'Look outside.' }));
  expect(card(container).querySelector('.ris-panel')?.textContent).toContain('Denied by you: Look outside.');
});

test('a function that throws has failed, and the model is told why', async () => {
  const run = () => {
    throw new Error('No station near Paris.');
  };
  const { container, bodies, ask, says } = showChat({ get_weather: { run } });
  await ask();
  await says('Told: error "No station near Paris."');
  expect(bodies[1]?.input).toMatchObject([{ is_error: true, result: 'No station near Paris.' }]);
  expect(card(container).dataset.state).toBe('error');
  await userEvent.click(button(/Ran get_weather Paris Failed/));
  expect(card(container).querySelector('.ris-result[data-state="error"]')?.textContent).toBe('No station near Paris.');
});

/** Lets the reader pick one. */
function PickDate({ call, result, decision, respond }: FunctionCallProps): ReactNode {
  if (!respond) return <p data-state={decision?.status}>Picked: {JSON.stringify(result?.result)}</p>;
  return (
    <button type="button" onClick={() => respond({ result: '2026-06-04' })}>
      The fourth, for {String(call?.arguments?.location)}
    </button>
  );
}

test('a component that the function brings along draws the call and answers it', async () => {
  const { container, bodies, spoken, ask, says } = showChat(
    { pick_date: { description: 'Asks for a date.', component: PickDate } },
    respondWith(['Paris'], 'pick_date'),
  );
  await ask();
  await says('The fourth, for Paris');
  expect(spoken.at(-1)).toBe('Waiting for the result of pick_date.');
  await userEvent.click(button('The fourth, for Paris'));
  await says('Told: result "2026-06-04"');
  expect(container.textContent).toContain('Picked: "2026-06-04"');
  expect(bodies[1]?.input).toEqual([
    { type: 'function_result', call_id: 'call_0', name: 'pick_date', result: '2026-06-04' },
  ]);
});

test('of parallel calls one shows its result while another waits, and the answers go back together', async () => {
  const needsApproval = ({ location }: { location: string }) => location === 'Rome';
  const { container, bodies, states, ask, says } = showChat(
    { get_weather: { run: ({ location }) => `Sun in ${location}.`, needsApproval } },
    respondWith(['Paris', 'Rome']),
  );
  await ask();
  await says('It runs once you approve.');
  const cards = () => [...container.querySelectorAll<HTMLElement>('[data-slot="function-call-card"]')];
  await vi.waitFor(
    () => expect(cards().map(({ dataset }) => dataset.state)).toEqual(['done', 'requires_action']),
    PATIENCE,
  );
  await userEvent.click(button(/^Ran get_weather Paris/));
  await vi.waitFor(() => expect(cards()[0]?.querySelector('.ris-result')?.textContent).toBe('Sun in Paris.'), PATIENCE);
  expect(bodies).toHaveLength(1);
  await vi.waitFor(() => expect(states.at(-1)).toBe('idle'), PATIENCE);
  await userEvent.click(button('Approve'));
  await says('Told: result "Sun in Paris."; result "Sun in Rome."');
  expect(bodies).toHaveLength(2);
  const expanded = () => cards().map((each) => each.querySelector('.ris-row')?.getAttribute('aria-expanded'));
  await vi.waitFor(() => expect(states.at(-1)).toBe('idle'), PATIENCE);
  expect(expanded()).toEqual(['true', 'true']);
  await ask();
  await vi.waitFor(() => expect(expanded().slice(0, 2)).toEqual(['true', 'false']), PATIENCE);
});

test('what the reader cannot answer any more rejects nothing that nobody handles', async () => {
  const rejected = vi.fn();
  window.addEventListener('unhandledrejection', rejected);
  let late: FunctionCallProps['respond'];
  function Keep({ respond }: FunctionCallProps): ReactNode {
    late ??= respond;
    return <p>{respond ? 'asks' : 'answered'}</p>;
  }
  const { ask, says } = showChat({ get_weather: { component: Keep } });
  await ask();
  await says('asks');
  act(() => late?.({ result: 0 }));
  await says('Told: result {"result":0}');
  late?.({ result: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  window.removeEventListener('unhandledrejection', rejected);
  expect(rejected).not.toHaveBeenCalled();
});
