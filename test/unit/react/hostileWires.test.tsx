// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { useInteractionStream, type InteractionStreamHandle } from '../../../src/react/useInteractionStream.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { recordings } from '../../../src/testing.ts';
import { forbidConsoleErrors } from './forbidConsoleErrors.ts';

forbidConsoleErrors();

/** A chat of one message; the store's clock stands still, so that equal streams draw equal pages. */
function showChat(transport: InteractionTransport) {
  let latest: InteractionStreamHandle | undefined;
  function Chat() {
    const stream = useInteractionStream({ transport, now: () => 0 });
    useEffect(() => {
      latest = stream;
    });
    return <InteractionSteps stream={stream} />;
  }
  const { container } = render(<Chat />);
  return {
    container,
    get stream() {
      return latest as InteractionStreamHandle;
    },
    send: () => act(async () => void (await latest?.send('Go.'))),
  };
}

/** What must hold on any page, whatever came over the wire. */
function expectHonest({ container, stream }: ReturnType<typeof showChat>): void {
  expect(container.innerHTML).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  expect(container.textContent).not.toContain('could not be drawn');
  expect(stream.outcome).not.toBe('running');
  expect(container.querySelector('[data-state="streaming"], [data-active]')).toBeNull();
  const notices = container.querySelectorAll('[data-slot="notice"]').length;
  if (stream.outcome !== 'finished') expect(notices).toBeGreaterThan(0);
}

const visibleText = (container: HTMLElement) => container.querySelector('[data-slot="turn"]')?.textContent;

test.each(['function-call-turn-1', 'counting'] as const)(
  'cut anywhere, %s keeps what came, says so, and is whole after a retry',
  { timeout: 60_000 },
  async (name) => {
    const recording = new TextEncoder().encode(recordings[name]);
    const uncut = showChat(createReplayTransport(recording));
    await uncut.send();
    const whole = visibleText(uncut.container);
    cleanup();

    let shown = 0;
    for (let cutAt = 0; cutAt < recording.length - 400; cutAt += 37) {
      const cutWith = cutAt % 2 === 0 ? 'close' : 'error';
      const chat = showChat(createReplayTransport([{ recording, cutAt, cutWith }, recording]));
      await chat.send();
      expectHonest(chat);
      expect(chat.stream.outcome).toMatch(/^(truncated|error)$/);
      const { steps = [] } = chat.stream.store.getState().interactions[0] ?? {};
      expect(JSON.stringify(steps).length).toBeGreaterThanOrEqual(shown);
      shown = JSON.stringify(steps.filter(({ status }) => status === 'done')).length;
      await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Try again' })));
      await vi.waitFor(() => expect(chat.stream.outcome).toBe('finished'));
      expect(visibleText(chat.container)).toBe(whole);
      cleanup();
    }
  },
);

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''];
const strange = [null, 7, 'text', {}, [], [null], [[]], [{ type: 7 }], [{ type: 'text', text: 7 }], true];
const types = (
  'user_input model_output thought function_call function_result beam google_search_call google_search_result ' +
  'google_maps_result url_context_result code_execution_call code_execution_result'
).split(' ');
const fields = 'content summary arguments result name id call_id is_error error signature'.split(' ');

const created = { event_type: 'interaction.created', interaction: { id: 'i', status: 'in_progress' } };
const kept = [
  { event_type: 'step.start', index: 0, step: { type: 'model_output' } },
  { event_type: 'step.delta', index: 0, delta: { type: 'text', text: 'Kept.' } },
];
const completed = { event_type: 'interaction.completed', interaction: { id: 'i', status: 'completed' } };
const start = (index: unknown, step: unknown) => ({ event_type: 'step.start', index, step });
const delta = (index: unknown, fields: unknown) => ({ event_type: 'step.delta', index, delta: fields });
/** Stands for a value that nests deeper than `JSON.stringify` can write. */
const DEEP = '@deep';
const deep = `${'{"a":['.repeat(6000)}1${']}'.repeat(6000)}`;

const wires: [name: string, events: unknown[]][] = [
  ...strange.map((value): [string, unknown[]] => [
    `${JSON.stringify(value)} in every field`,
    fields.flatMap((field) =>
      types.flatMap((type, at) => [start(at + 1, { type, [field]: value }), delta(at + 1, { type, [field]: value })]),
    ),
  ]),
  ...strange.map((value): [string, unknown[]] => [
    `${JSON.stringify(value)} for every part of an event`,
    ['interaction.created', 'step.start', 'step.delta', 'step.stop', 'interaction.status_update', 'beam'].map(
      (event_type) => ({ event_type, interaction: value, step: value, delta: value, index: value, usage: value }),
    ),
  ]),
  ...names.map((name): [string, unknown[]] => [
    `"${name}" for every name`,
    [
      start(1, { type: 'function_call', id: name, name, arguments: JSON.parse(`{"${name}":{"${name}":1}}`) }),
      start(2, { type: 'function_result', call_id: name, name, result: JSON.parse(`[{"${name}":1},{"${name}":2}]`) }),
      start(3, { type: name }),
      delta(3, JSON.parse(`{"type":"${name}","${name}":{"polluted":true}}`)),
      start(4, { type: `${name}_call`, id: name }),
      start(5, { type: `${name}_result`, call_id: name }),
      delta(6, { type: 'arguments_delta', arguments: `{"${name}":{"polluted":true}}` }),
      { event_type: name },
    ],
  ]),
  ['arguments that nest without end', [start(1, { type: 'function_call', name: 'f', arguments: DEEP })]],
  ['results that nest without end', types.map((type, at) => start(at + 1, { type, result: DEEP }))],
  ['deltas before and without their steps', [delta(9, { type: 'text', text: 'a' }), delta(8, { signature: 'a' })]],
  [
    'indices of every kind',
    [-1, 1.5, '0', 2 ** 53, null, {}].flatMap((at) => [
      start(at, { type: 'thought' }),
      delta(at, { type: 'text', text: 'a' }),
    ]),
  ],
];

test.each(wires)('%s is drawn with all that came', async (_, events) => {
  const sse = [created, ...kept, ...events, completed]
    .map((event) => `data: ${JSON.stringify(event)}\n\n`)
    .join('')
    .replaceAll(JSON.stringify(DEEP), deep);
  for (const completes of [true, false]) {
    const body = completes ? `${sse}data: [DONE]\n\n` : sse.slice(0, sse.lastIndexOf('data:'));
    const chat = showChat(createReplayTransport(body));
    await chat.send();
    for (let round = 0; round < 2; round += 1) {
      for (const row of chat.container.querySelectorAll('[aria-expanded="false"], [aria-pressed="false"]')) {
        fireEvent.click(row);
      }
    }
    expect(chat.container.textContent).toContain('Kept.');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expectHonest(chat);
    cleanup();
  }
});

test('an event stream with nothing in it was cut off, and says so', async () => {
  const fetch = async () => new Response('', { headers: { 'Content-Type': 'text/event-stream' } });
  const chat = showChat(createFetchTransport({ url: '/api', fetch }));
  await chat.send();
  expectHonest(chat);
  expect(chat.stream.outcome).toBe('truncated');
});

test.each([
  ['nothing', '', 200, 'text/plain'],
  ['an HTML page', '<!doctype html><title>App</title>', 200, 'text/html'],
  ['an empty document', '{}', 200, 'application/json'],
  ['a bare error', '{"error":{"message":"Refused.","code":"safety"}}\n', 200, 'text/event-stream'],
  ['an array of errors', '[{"error":{"code":429,"message":"Slow."}}]', 429, 'application/json'],
  ['an error as a stream', 'event: error\ndata: {"error":{"message":"Refused."}}\n\n', 500, 'text/event-stream'],
  ['an error of an unknown shape', '{"message":{"code":[1]}}', 503, 'application/json'],
  ['an error page', '<title>Bad gateway</title>', 502, 'text/html'],
])('%s for an answer is an error that says what happened and what to do', async (_, body, status, type) => {
  const fetch = async () => new Response(body, { status, headers: { 'Content-Type': type } });
  const chat = showChat(createFetchTransport({ url: '/api', fetch }));
  await chat.send();
  expectHonest(chat);
  expect(chat.stream.outcome).toBe('error');
  expect(chat.stream.error?.message).toMatch(/\. (Check|Change|Try)[^]*\.$/);
  expect(visibleText(chat.container)).toContain(chat.stream.error?.message);
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
