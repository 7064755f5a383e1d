// @vitest-environment jsdom
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, isValidElement, type ComponentType, type ReactElement, type ReactNode } from 'react';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import {
  createFetchTransport,
  createInteractionStore,
  createReplayTransport,
  InteractionSteps,
  type Interaction,
  type Step,
  useInteractionStream,
} from '../../../src/index.ts';
import { createInteractionsServer, recordings } from '../../../src/testing.ts';
import { runBlock } from './runBlock.ts';

const GOOGLE = 'https://generativelanguage.googleapis.com';

/** What a block shows. */
const show = (app: unknown) => {
  expect(isValidElement(app)).toBe(true);
  return render(app as ReactElement);
};

/** A thread with the answer of a recording. */
async function threadOf(recording: string) {
  const store = createInteractionStore({ transport: createReplayTransport(recording) });
  await store.getState().send('Hello');
  return { ...store.getState(), store };
}

/** The fake server, in the place of the app's own. */
let server: ReturnType<typeof createInteractionsServer>;
beforeEach(() => {
  server = createInteractionsServer({ respond: () => 'grounded-answer' });
});
const transportTo = ({ fetch }: typeof server) =>
  createFetchTransport({ url: `${GOOGLE}/v1beta/interactions`, fetch: (url, init) => fetch(new Request(url, init)) });

test('the chat sends, and draws what comes', async () => {
  const asked: string[] = [];
  const { Chat } = await runBlock('export function Chat()', {
    fetch: async (url: string, init: RequestInit) => {
      asked.push(url);
      return server.fetch(new Request(`${GOOGLE}/v1beta/interactions`, init));
    },
  });
  render(createElement(Chat as ComponentType));
  await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'Who won?');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(document.body.textContent).toContain('regulatory T cells'));
  expect(asked).toEqual(['/api/interactions']);
});

test('a composer sends with Enter, breaks lines with Shift, waits for input methods, attaches images, stops', async () => {
  const asked: unknown[] = [];
  const transport = {
    create: (params: { input?: unknown }, { signal }: { signal: AbortSignal }) => {
      asked.push(params.input);
      const open = new ReadableStream<Uint8Array>({
        start: (bytes) => signal.addEventListener('abort', () => bytes.close()),
      });
      return Promise.resolve(new Response(open, { headers: { 'content-type': 'text/event-stream' } }));
    },
  };
  const { Composer } = await runBlock('export function Composer(');
  function Host() {
    const stream = useInteractionStream({ transport, reconnect: false });
    return createElement(Composer as ComponentType<{ stream: unknown }>, { stream });
  }
  render(<Host />);
  const message = screen.getByRole('textbox', { name: 'Message' });
  await userEvent.type(message, '{Enter}One{Shift>}{Enter}{/Shift}two');
  await userEvent.upload(screen.getByLabelText('Images'), new File(['ABC'], 'a.png', { type: 'image/png' }));
  fireEvent.keyDown(message, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(message, { key: 'Enter', keyCode: 229 });
  expect(message).toHaveProperty('value', 'One\ntwo');
  await userEvent.type(message, '{Enter}');
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toEqual([
    { type: 'image', mime_type: 'image/png', data: 'QUJD' },
    { type: 'text', text: 'One\ntwo' },
  ]);
  expect(message).toHaveProperty('value', '');
  // What user-event types into a form that was reset goes on from before.
  fireEvent.change(message, { target: { value: 'Three' } });
  fireEvent.keyDown(message, { key: 'Enter' });
  expect(message).toHaveProperty('value', 'Three');
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Send' }));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[1]).toContainEqual({ type: 'text', text: 'Three' });
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  await userEvent.upload(screen.getByLabelText('Images'), new File(['DEF'], 'b.png', { type: 'image/png' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Send' }));
  await waitFor(() => expect(asked).toHaveLength(3));
  expect(asked[2]).toEqual([{ type: 'image', mime_type: 'image/png', data: 'REVG' }]);
});

test('an image is sent with a prompt, and parameters with a turn', async () => {
  const asked: unknown[] = [];
  const transport = transportTo({
    ...server,
    fetch: async (request) => {
      asked.push(await request.clone().json());
      return server.fetch(request);
    },
  });
  const store = createInteractionStore({ transport, params: { model: 'm' } });
  await runBlock('What is on it?', { stream: store.getState(), base64: 'AAAA', schema: { type: 'object' } });
  expect(asked).toMatchObject([
    { input: [{ type: 'text' }, { type: 'image', data: 'AAAA' }] },
    { input: 'Three of them, please.', response_format: { schema: { type: 'object' } } },
  ]);
  expect(store.getState().interactions).toHaveLength(2);
});

test('a conversation is kept, and is there again', async () => {
  const { store } = await threadOf(recordings['grounded-answer']);
  localStorage.setItem('chat', JSON.stringify(store.getState().getSnapshot()));
  const setItem = vi.spyOn(Storage.prototype, 'setItem');
  const { Block } = await runBlock("localStorage.getItem('chat')", { transport: transportTo(server) });
  render(createElement(Block as ComponentType));
  expect(setItem).toHaveBeenCalledTimes(1);
  expect(JSON.parse(localStorage.getItem('chat') ?? '')).toEqual(store.getState().getSnapshot());
});

test('a conversation that a reload broke off goes on, with its question', async () => {
  const transport = transportTo(createInteractionsServer({ respond: () => 'grounded-answer', pace: 5 }));
  const before = createInteractionStore({ transport, params: { model: 'm' }, storageKey: 'chat-running' });
  const saved = () => JSON.parse(localStorage.getItem('chat') ?? '').interactions;
  const answer = before.getState().send('Who won?');
  await waitFor(() => expect(before.getState().interactions[0]?.status).toBe('in_progress'));
  localStorage.setItem('chat', JSON.stringify(before.getState().getSnapshot()));
  before.disconnect();
  await answer;

  const { Block } = await runBlock("localStorage.getItem('chat')", { transport });
  render(createElement(Block as ComponentType));
  await waitFor(() => expect(saved()[0].outcome).toBe('finished'));
  expect(saved()).toHaveLength(1);
  expect(JSON.stringify(saved()[0].input)).toContain('Who won?');
  expect(JSON.stringify(saved()[0])).toContain('regulatory T cells');
});

test('a conversation for which there is no room goes on unsaved', async () => {
  localStorage.removeItem('chat');
  const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError');
  });
  onTestFinished(() => setItem.mockRestore());
  const { Block } = await runBlock("localStorage.getItem('chat')", { transport: transportTo(server) });
  expect(() => render(createElement(Block as ComponentType))).not.toThrow();
  expect(setItem).toHaveBeenCalledWith('chat', expect.any(String));
});

test('a selector reads what streams', async () => {
  const stream = await threadOf(recordings['grounded-answer']);
  const { Block } = await runBlock('const tokens =', { stream });
  expect(() => render(createElement(Block as ComponentType))).not.toThrow();
});

test('functions run, wait to be approved, and are drawn by a component', async () => {
  const getWeather = vi.fn(async () => ({ temperature: 7 }));
  const sendMail = vi.fn(async () => {});
  const { Assistant, functions, DatePicker } = await runBlock('export function Assistant()', {
    getWeather,
    sendMail,
    z,
    transport: createReplayTransport(recordings['grounded-answer']),
  });
  expect(() => render(createElement(Assistant as ComponentType))).not.toThrow();
  const call = (name: string, args: object): Step => ({
    type: 'function_call',
    id: name,
    name,
    arguments: args as never,
  });
  const local = createInteractionsServer({
    respond: ({ input }) =>
      JSON.stringify(input).includes('function_result')
        ? undefined
        : [
            call('get_weather', { location: 'Oslo' }),
            call('send_mail', { to: 'a@b.example', text: 'Hi' }),
            call('pick_date', {}),
          ],
  });
  const transport = transportTo(local);
  function Host() {
    const stream = useInteractionStream({ transport, functions: functions as never, params: { model: 'm' } });
    return (
      <>
        <button type="button" onClick={() => void stream.send('Go')}>
          Go
        </button>
        <InteractionSteps stream={stream} />
      </>
    );
  }
  render(<Host />);
  await userEvent.click(screen.getByRole('button', { name: 'Go' }));
  await waitFor(() => expect(getWeather).toHaveBeenCalledWith('Oslo', expect.any(AbortSignal)));
  expect(sendMail).not.toHaveBeenCalled();
  await userEvent.click(await screen.findByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(sendMail).toHaveBeenCalledWith('a@b.example', 'Hi'));
  fireEvent.change(screen.getByLabelText('Date'), { target: { value: '2026-01-02' } });
  await userEvent.click(screen.getByRole('button', { name: 'Pick' }));
  await screen.findByText('Picked: 2026-01-02');
  expect(DatePicker).toBeTypeOf('function');
});

test('an agent is asked for', async () => {
  const transport = createReplayTransport(recordings['deep-research']);
  const { Block } = await runBlock("storageKey: 'research'", { transport });
  expect(() => render(createElement(Block as ComponentType))).not.toThrow();
});

test('a stored interaction is fetched and drawn', async () => {
  const stream = await threadOf(recordings['grounded-answer']);
  const { Stored, library } = await runBlock('export function Stored(');
  const { InteractionProvider: Provider } = library as { InteractionProvider: ComponentType<object> };
  const created = await (
    await server.fetch(
      new Request(`${GOOGLE}/v1beta/interactions`, {
        method: 'POST',
        body: JSON.stringify({ model: 'm', input: 'Hi' }),
      }),
    )
  ).json();
  const transport = transportTo(server);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Provider {...{ transport }}>
        {createElement(Stored as ComponentType<{ id: string; stream: unknown }>, { id: created.id, stream })}
      </Provider>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(document.body.textContent).toContain('regulatory T cells'));
});

test('a page on a server asks the API itself for a stored interaction, and hands it to a chat', async () => {
  vi.stubEnv('GEMINI_API_KEY', 'the-key');
  const { id } = await (
    await server.fetch(
      new Request(`${GOOGLE}/v1beta/interactions`, {
        method: 'POST',
        body: JSON.stringify({ model: 'm', input: 'Who won?' }),
      }),
    )
  ).json();
  const keys: unknown[] = [];
  function StoredChat({ initialInteractions }: { initialInteractions: readonly Interaction[] }) {
    return <InteractionSteps stream={useInteractionStream({ initialInteractions })} />;
  }
  const { default: Page } = await runBlock('export default async function Page(', {
    StoredChat,
    fetch: (url: string, init: RequestInit) => {
      const request = new Request(url, init);
      keys.push(request.headers.get('x-goog-api-key'));
      return server.fetch(request);
    },
  });
  show(await Page({ params: Promise.resolve({ id }) }));
  expect(keys).toEqual(['the-key']);
  expect(document.querySelector('[data-slot="user-input"]')?.textContent).toBe('Who won?');
  expect(document.body.textContent).toContain('regulatory T cells');
  const gone = Page({ params: Promise.resolve({ id: 'v1_gone' }) });
  await expect(gone).rejects.toMatchObject({ name: 'InteractionStreamError', status: 404 });
});

test('components draw a stream, a stored interaction, a thought and a call', async () => {
  const stream = await threadOf(recordings['grounded-answer']);
  const { all } = await runBlock('<InteractionSteps interaction={storedInteraction} />', {
    stream,
    storedInteraction: {
      id: 'v1_a',
      status: 'completed',
      steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Stored' }] }],
    },
    step: { type: 'thought', summary: [{ type: 'text', text: 'Hm' }] },
    call: { type: 'function_call', id: 'a', name: 'get_weather', arguments: {} },
    result: { type: 'function_result', call_id: 'a', result: 7 },
  });
  show(all);
  expect(document.body.textContent).toContain('regulatory T cells');
  expect(document.body.textContent).toContain('Stored');
  expect(document.querySelectorAll('[data-slot="function-call-card"]')).toHaveLength(1);
});

test('actions stand under the last turn', async () => {
  const stream = await threadOf(recordings['grounded-answer']);
  const [regenerate, edit] = [vi.fn(), vi.fn()];
  const prompt = vi.fn(() => 'And who came second?');
  const { app } = await runBlock('Ask again', { stream: { ...stream, regenerate, edit }, prompt });
  show(app);
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
  const key = stream.store.getState().interactions[0]?.key;
  expect(regenerate).toHaveBeenCalledWith(key);
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
  expect(prompt).toHaveBeenCalledWith(expect.any(String), 'Hello');
  expect(edit).toHaveBeenCalledWith(key, 'And who came second?');
});

test('components and labels of the app go before ours', async () => {
  const stream = await threadOf(recordings['thinking']);
  const card = (text: string) => () => <p>{text}</p>;
  const { app } = await runBlock('Überlegt', { stream, MyCard: card('mine'), WeatherCard: card('weather') });
  show(app);
  expect(document.querySelector('[data-slot="model-output"]')).not.toBeNull();
  expect(document.querySelector('[data-slot="thought-summary"]')).toBeNull();
});

test('a pack of labels leaves what it does not say', async () => {
  const { labels, library } = await runBlock('Überlegt', {
    stream: await threadOf(recordings.thinking),
    MyCard: '',
    WeatherCard: '',
  });
  const { ErrorNotice, InteractionProvider: Provider } = library;
  const types = ['network', 'malformed'] as const;
  show(
    <Provider {...{ labels }}>
      {types.map((type) => (
        <ErrorNotice key={type} error={{ type, message: '', retryable: true }} />
      ))}
    </Provider>,
  );
  expect(document.body.textContent).toMatch(/^Die Verbindung ist abgebrochen\..*The answer could not be read\./);
});

/** An answer below what a block puts around its `children`, drawn by the block's own copy of the library. */
async function runAround(words: string, content: readonly object[]) {
  let draw: () => ReactNode = () => null;
  const Answer = () => draw();
  const { app, library } = await runBlock(words, { children: <Answer /> });
  const { InteractionSteps: Steps } = library as { InteractionSteps: ComponentType<{ steps: readonly object[] }> };
  draw = () => <Steps steps={[{ type: 'model_output', content }]} />;
  show(app);
}
const text = (markdown: string) => [{ type: 'text', text: markdown }];

test('Shiki colours code', async () => {
  await runAround('createShikiHighlighter()', text('```js\nconst a = 1;\n```'));
  const keyword = () => document.querySelector('[class*="keyword"]')?.textContent;
  await waitFor(() => expect(keyword()).toBe('const'), { timeout: 20_000 });
});

test('a fenced block is drawn by a component', async () => {
  await runAround('function Bars(', text('```bars\n12\n40\n```'));
  expect([...document.querySelectorAll('meter')].map((meter) => meter.getAttribute('value'))).toEqual(['12', '40']);
});

test('KaTeX draws formulas', async () => {
  await runAround("from 'katex'", text('So $e = mc^2$.'));
  expect(document.querySelector('.katex')?.textContent).toContain('mc');
});

test('a policy leads files through the proxy', async () => {
  const uri = `${GOOGLE}/v1beta/files/a`;
  await runAround('const policy: Partial<UrlPolicy>', [{ type: 'image', mime_type: 'image/png', uri }]);
  const image = () => document.querySelector('[data-slot="image-step"] img')?.getAttribute('src');
  await waitFor(() => expect(image()).toBe(`/api/media?uri=${encodeURIComponent(uri)}`));
});

test('limits hold for what is drawn', async () => {
  await runAround('const limits: InteractionLimits', text('word '.repeat(30_000)));
  expect(document.body.textContent).toContain('Only the first 100 KB of 150 KB are shown.');
});

test('plain Node reads a stream', async () => {
  const response = new Response(recordings['grounded-answer'], { headers: { 'content-type': 'text/event-stream' } });
  const { steps } = await runBlock('let state = initialInteractionState;', { response });
  expect(JSON.stringify(steps)).toContain('regulatory T cells');
});

test('a proxy of generateContent is asked with the whole thread', async () => {
  const asked: unknown[] = [];
  const { transport } = await runBlock('toContents(input)', {
    fetch: async (_: string, { body }: { body: string }) => {
      asked.push(JSON.parse(body).contents);
      return new Response(
        `data: {"candidates":[{"content":{"parts":[{"text":"Answer ${asked.length}"}],"role":"model"},"finishReason":"STOP"}]}\r\n\r\n`,
        { headers: { 'content-type': 'text/event-stream' } },
      );
    },
  });
  const store = createInteractionStore({ transport: transport as never });
  for (const input of ['One?', 'Two?']) await store.getState().send(input);
  render(<InteractionSteps stream={{ store }} />);
  expect(document.body.textContent).toContain('Answer 2');
  expect(asked[1]).toEqual([
    { role: 'user', parts: [{ text: 'One?' }] },
    { role: 'model', parts: [{ text: 'Answer 1' }] },
    { role: 'user', parts: [{ text: 'Two?' }] },
  ]);
});

test('a generateContent stream is drawn', async () => {
  vi.stubEnv('GEMINI_API_KEY', 'the-key');
  const { ask: send, store } = await runBlock("from '@google/genai'", {
    fetch: async () =>
      new Response(
        'data: {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"finishReason":"STOP","index":0}]}\r\n\r\n',
        { headers: { 'content-type': 'text/event-stream' } },
      ),
  });
  await (send as (text: string) => Promise<unknown>)('Hi');
  render(<InteractionSteps stream={{ store: store as never }} />);
  expect(document.querySelector('[data-slot="model-output"]')?.textContent).toContain('Hello');
});

test('messages of the AI SDK go there and back', async () => {
  const storedInteraction = {
    id: 'v1_a',
    status: 'completed',
    steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Stored' }] }],
  };
  const { prompt, store } = await runBlock('convertToModelMessages(messages)', { storedInteraction });
  expect(JSON.stringify(prompt)).toContain('Stored');
  render(<InteractionSteps stream={{ store: store as never }} />);
  expect(document.body.textContent).toContain('Stored');
});

test('the fake server answers, and breaks off as it is told', async () => {
  const { transport } = await runBlock('faults: ({ action }) =>');
  const store = createInteractionStore({ transport: transport as never, reconnect: false, params: { model: 'm' } });
  for (const input of ['Who won?', [{ type: 'text' as const, text: 'Who won?' }]]) {
    await act(() => store.getState().send(input));
    const last = store.getState().interactions.at(-1);
    expect(last).toMatchObject({ outcome: 'truncated' });
    expect(last?.steps[0]?.step.type).toBe('thought');
  }
});
