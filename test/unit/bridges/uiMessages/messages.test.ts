import { type UIMessage, validateUIMessages } from 'ai';
import { describe, expect, it } from 'vitest';
import { fromUIMessages } from '../../../../src/bridges/uiMessages/fromUIMessages.ts';
import { toUIMessages } from '../../../../src/bridges/uiMessages/toUIMessages.ts';
import { createInteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import type { InteractionFunctions } from '../../../../src/store/functions/InteractionFunction.ts';
import { created, createFeed, startText, stop, text } from '../../react/createFeed.ts';

/** A busy machine takes its time. */
const PATIENT = { timeout: 5000 };

type Part = UIMessage['parts'][number];
const assistant = (...parts: Part[]): UIMessage => ({ id: 'a', role: 'assistant', parts });
const user = (...parts: Part[]): UIMessage => ({ id: 'u', role: 'user', parts });
const hi = user({ type: 'text', text: 'Hi' });
const said = { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] };

describe('messages of the AI SDK as interactions', () => {
  it('are a turn each, with reasoning, text and files', () => {
    const thread = fromUIMessages([
      { id: 's', role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      user({ type: 'text', text: 'Hi' }, { type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AAAA' }),
      assistant(
        { type: 'step-start' },
        { type: 'reasoning', text: 'Hm.', providerMetadata: { google: { thoughtSignature: 'sig' } } },
        { type: 'reasoning', text: 'Well.' },
        { type: 'text', text: 'Hello.', state: 'done' },
        { type: 'file', mediaType: 'application/pdf', url: 'https://example.com/a.pdf', filename: 'a.pdf' },
      ),
    ]);
    expect(thread).toEqual([
      {
        status: 'completed',
        input: [
          {
            type: 'user_input',
            content: [
              { type: 'text', text: 'Hi' },
              { type: 'image', data: 'AAAA', mime_type: 'image/png' },
            ],
          },
        ],
        steps: [
          { type: 'thought', summary: [{ type: 'text', text: 'Hm.' }], signature: 'sig' },
          { type: 'thought', summary: [{ type: 'text', text: 'Well.' }] },
          {
            type: 'model_output',
            content: [
              { type: 'text', text: 'Hello.' },
              { type: 'document', uri: 'https://example.com/a.pdf', mime_type: 'application/pdf' },
            ],
          },
        ],
      },
    ]);
  });

  it('cite their sources with the text before them, or without any', () => {
    const source: Part = { type: 'source-url', sourceId: '1', url: 'https://a.example', title: 'A' };
    const file: Part = { type: 'source-document', sourceId: '2', mediaType: 'application/pdf', title: 'B' };
    const annotations = [
      { type: 'url_citation', url: 'https://a.example', title: 'A' },
      { type: 'file_citation', file_name: 'B' },
    ];
    const contentOf = (...parts: Part[]) => fromUIMessages([assistant(...parts)])[0]?.steps;
    expect(contentOf({ type: 'text', text: 'Yes.' }, source, file)).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: 'Yes.', annotations }] },
    ]);
    expect(contentOf(source, file)).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: '', annotations }] },
    ]);
  });

  it('keep tools in every state', () => {
    const tool = (state: object): Part =>
      ({ type: 'tool-f', toolCallId: 'c', input: { a: 1 }, ...state }) as unknown as Part;
    const read = (state: object, ...more: Part[]) => fromUIMessages([hi, assistant(tool(state), ...more)]);
    const call = { type: 'function_call', id: 'c', name: 'f', arguments: { a: 1 } };
    const result = { type: 'function_result', call_id: 'c', name: 'f' };
    expect(read({ state: 'input-streaming' })).toEqual([{ status: 'in_progress', input: [said], steps: [call] }]);
    for (const state of ['input-available', 'approval-requested']) {
      expect(read({ state, approval: { id: 'x' } })).toEqual([
        { status: 'requires_action', input: [said], steps: [call] },
      ]);
    }
    expect(read({ state: 'output-available', output: 2 })[0]?.steps).toEqual([call, { ...result, result: 2 }]);
    expect(read({ state: 'output-error', errorText: 'No.' })[0]?.steps).toEqual([
      call,
      { ...result, is_error: true, result: 'No.' },
    ]);
    const denied = { ...result, is_error: true, result: 'The user denied this call. Why not' };
    for (const state of ['output-denied', 'approval-responded']) {
      const approval = { id: 'x', approved: false, reason: 'Why not' };
      expect(read({ state, approval })[0]?.steps).toEqual([call, denied]);
    }
    const goesOn: Part[] = [{ type: 'step-start' }, { type: 'text', text: 'Two.' }];
    expect(read({ state: 'output-available', output: 2 }, ...goesOn)).toEqual([
      { status: 'completed', input: [said], steps: [call] },
      {
        status: 'completed',
        input: [{ ...result, result: 2 }],
        steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Two.' }] }],
      },
    ]);
  });

  it('send results along with what the user says next', () => {
    const tool = { type: 'tool-f', toolCallId: 'c', input: {}, state: 'output-available', output: 2 } as Part;
    const [, next] = fromUIMessages([hi, assistant(tool), hi]);
    expect(next).toEqual({
      status: 'in_progress',
      input: [{ type: 'function_result', call_id: 'c', name: 'f', result: 2 }, said],
      steps: [],
    });
  });

  it('keep tools that the provider ran, known or not', () => {
    const tool = (name: string): Part =>
      ({
        type: `tool-${name}`,
        toolCallId: name,
        providerExecuted: true,
        input: { queries: ['q'] },
        state: 'output-available',
        output: [],
      }) as Part;
    const [thread] = fromUIMessages([assistant(tool('google_search'), tool('web_search'))]);
    expect(thread?.steps?.map(({ type }) => type)).toEqual([
      'google_search_call',
      'google_search_result',
      'function_call',
      'function_result',
    ]);
    expect(thread?.status).toBe('completed');
  });

  it('keep data parts as steps, and give them back', () => {
    const weather: Part = { type: 'data-weather', id: 'w', data: { degrees: 21 } };
    const [thread] = fromUIMessages([assistant({ type: 'step-start' }, weather)]);
    expect(thread?.steps).toEqual([{ type: 'data-weather', id: 'w', data: { degrees: 21 } }]);
    expect(toUIMessages(thread ? [thread] : [])[0]?.parts).toEqual([{ type: 'step-start' }, weather]);
  });

  it('that break off, or wait for an answer, are not taken for finished', () => {
    const streaming = assistant({ type: 'text', text: 'Hel', state: 'streaming' });
    expect(fromUIMessages([streaming])[0]?.status).toBe('in_progress');
    expect(fromUIMessages([hi])).toEqual([{ status: 'in_progress', input: [said], steps: [] }]);
    expect(fromUIMessages([])).toEqual([]);
  });
});

describe('a live thread as messages', () => {
  const functions: InteractionFunctions = {
    pay: {
      description: 'Pays.',
      parameters: { type: 'object', properties: {} },
      needsApproval: true,
      run: () => 'paid',
    },
  };

  it('has text and arguments that stream, and approvals that are asked for', async () => {
    const feed = createFeed();
    const store = createInteractionStore({ transport: feed, functions });
    const { send, respondToFunctionCall } = store.getState();
    const turn = send('Hi');
    const partsNow = () => toUIMessages(store.getState()).at(-1)?.parts;
    expect(toUIMessages(store.getState())).toMatchObject([{ role: 'user', parts: [{ text: 'Hi' }] }]);

    await expect.poll(() => feed.requests.length, PATIENT).toBe(1);
    feed.push(created('i1'), startText(0), text(0, 'Hel'));
    await expect
      .poll(() => partsNow()?.at(-1), PATIENT)
      .toMatchObject({ type: 'text', text: 'Hel', state: 'streaming' });
    feed.push(
      text(0, 'lo'),
      stop(0),
      { event_type: 'step.start', index: 1, step: { type: 'function_call', id: 'c1', name: 'pay', arguments: {} } },
      { event_type: 'step.delta', index: 1, delta: { type: 'arguments_delta', arguments: '{"sum": 1' } },
    );
    await expect
      .poll(() => partsNow()?.at(-1), PATIENT)
      .toMatchObject({ state: 'input-streaming', rawInput: '{"sum": 1' });
    feed.push({ event_type: 'step.delta', index: 1, delta: { type: 'arguments_delta', arguments: '}' } }, stop(1), {
      event_type: 'interaction.completed',
      interaction: { id: 'i1', status: 'requires_action' },
    });
    const asked = { type: 'tool-pay', toolCallId: 'c1', state: 'approval-requested', input: { sum: 1 } };
    await expect.poll(() => partsNow()?.at(-1), PATIENT).toMatchObject(asked);
    const messages = toUIMessages(store.getState());
    expect(await validateUIMessages<UIMessage>({ messages })).toEqual(messages);

    const key = store.getState().interactions[0]?.steps[1]?.key ?? '';
    void respondToFunctionCall(key, { deny: true, reason: 'Too much.' });
    const denied = { state: 'output-denied', approval: { id: 'c1', approved: false, reason: 'Too much.' } };
    await expect.poll(() => partsNow()?.find((part) => part.type === 'tool-pay'), PATIENT).toMatchObject(denied);
    store.getState().stop();
    await turn;
  });
});
