import { GoogleGenAI } from '@google/genai';
import { expect, describe, it } from 'vitest';
import { fromGenerateContent } from '../../../../src/bridges/generateContent/fromGenerateContent.ts';
import type { GenerateContentSource } from '../../../../src/bridges/generateContent/GenerateContentChunk.ts';
import { createInteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import { gone, serve, serveBody } from '../../stream/serve.ts';
import { attached, chunk, folded, recording, STOP, text, typesOf } from './answers.ts';

const call = { functionCall: { name: 'f', id: 'c1' } };
const frames = (...chunks: object[]) => chunks.map((each) => `data: ${JSON.stringify(each)}\r\n\r\n`).join('');

describe('a finish reason', () => {
  it('STOP: completes, unless a call waits', async () => {
    expect(await folded(chunk([text('Yes.')], STOP))).toMatchObject({ status: 'completed', outcome: 'finished' });
    expect(await folded(chunk([call], STOP))).toMatchObject({ status: 'requires_action', outcome: 'finished' });
  });

  it('MAX_TOKENS: leaves the answer incomplete', async () => {
    const interaction = await folded(chunk([text('Yes')], { finishReason: 'MAX_TOKENS' }));
    expect(interaction).toMatchObject({ status: 'incomplete', outcome: 'finished' });
    expect(interaction.steps[0]).toMatchObject({ status: 'interrupted' });
  });

  it.each([
    ['SAFETY', /^The API reported an error \(safety\): .*unsafe/],
    ['PROHIBITED_CONTENT', /prohibited content/],
    ['RECITATION', /recited/],
    ['MALFORMED_FUNCTION_CALL', /function call that is not valid/],
    ['OTHER', /does not say why/],
    ['BRAND_NEW', /with the reason BRAND_NEW/],
  ])('%s: has failed, and says why', async (finishReason, message) => {
    const interaction = await folded(chunk([text('Yes')]), chunk([], { finishReason }));
    expect(interaction).toMatchObject({ status: 'failed', outcome: 'error' });
    expect(interaction.error).toMatchObject({
      code: finishReason.toLowerCase(),
      message: expect.stringMatching(message),
    });
    expect(interaction.steps[0]).toMatchObject({ status: 'interrupted' });
  });

  it('says it in the words of the API where it has any', async () => {
    const said = { finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'Malformed function call: print(1)' };
    expect((await folded(chunk([], said))).error?.message).toContain('Malformed function call: print(1)');
  });

  it('CONTINUATION: is no end, the text goes on', async () => {
    const more = chunk([text('Hel')], { finishReason: 'CONTINUATION', continuationToken: 'AAAA' });
    const interaction = await folded(more, chunk([text('lo.')], STOP));
    expect(interaction).toMatchObject({ status: 'completed', steps: [{ step: { content: [{ text: 'Hello.' }] } }] });
    expect(await folded(more)).toMatchObject({ outcome: 'truncated' });
  });

  it('that is missing means that the stream was cut off', async () => {
    const interaction = await folded({ ...chunk([call, text('Yes')]), usageMetadata: { totalTokenCount: 3 } });
    expect(interaction).toMatchObject({ status: 'in_progress', outcome: 'truncated', usage: { total_tokens: 3 } });
    expect(interaction.steps.map(({ status }) => status)).toEqual(['done', 'interrupted']);
    expect(await folded(chunk([text('Yes')], { finishReason: 'FINISH_REASON_UNSPECIFIED' }))).toMatchObject({
      outcome: 'truncated',
    });
    expect(await folded()).toMatchObject({ outcome: 'error', error: { type: 'malformed' }, steps: [] });
  });
});

describe('a prompt that is blocked', () => {
  it('has failed, and says why', async () => {
    const blocked = await folded({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, modelVersion: 'm' });
    expect(blocked).toMatchObject({ status: 'failed', outcome: 'error', steps: [], metadata: { model: 'm' } });
    expect(blocked.error).toMatchObject({ code: 'prohibited_content', message: expect.stringContaining('prompt') });
    const said = await folded({ promptFeedback: { blockReason: 'MODEL_ARMOR', blockReasonMessage: 'Because.' } });
    expect(said.error?.message).toContain('Because.');
  });
});

describe('what goes wrong', () => {
  it('in a stream of the official client ends it where it broke', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(frames(chunk([text('Yes')])));
      setTimeout(() => response.destroy(), 50);
    });
    const ai = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: origin } });
    const interaction = await attached(ai.models.generateContentStream({ model: 'm', contents: 'Hi' }));
    expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'network' } });
    expect(typesOf(interaction)).toEqual(['model_output']);
  });

  it('before a stream of the official client is the error', async () => {
    const body = JSON.stringify({ error: { code: 429, message: 'Slow down.', status: 'RESOURCE_EXHAUSTED' } });
    const origin = await serveBody(body, 'application/json', 429);
    const ai = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: origin, retryOptions: { attempts: 1 } } });
    const interaction = await attached(ai.models.generateContentStream({ model: 'm', contents: 'Hi' }));
    expect(interaction).toMatchObject({ outcome: 'error', steps: [], error: { type: 'http', status: 429 } });
  });

  it.each([
    ['an event', frames(chunk([text('Yes')]), { error: { code: 503, message: 'Busy.', status: 'UNAVAILABLE' } })],
    ['a bare line', `${frames(chunk([text('Yes')]))}{"error":{"code":503,"message":"Busy.","status":"UNAVAILABLE"}}\n`],
    [
      'an event after the end',
      frames(chunk([text('Yes')], STOP), { error: { message: 'Busy.', code: 'unavailable' } }),
    ],
    [
      'an entry of a JSON answer',
      JSON.stringify([chunk([text('Yes')]), { error: { code: 503, message: 'Busy.', status: 'UNAVAILABLE' } }]),
    ],
  ])('as %s of a response is an error of the API', async (_, body) => {
    const interaction = await attached(new Response(body));
    expect(interaction).toMatchObject({
      outcome: 'error',
      error: { type: 'api', code: 'unavailable', retryable: true },
    });
    expect(typesOf(interaction)).toEqual(['model_output']);
  });

  it('with a response is told by its status and its body', async () => {
    const body = JSON.stringify([{ error: { code: 400, message: 'No such model.', status: 'INVALID_ARGUMENT' } }]);
    const { error } = await attached(new Response(body, { status: 400 }));
    expect(error).toMatchObject({ type: 'http', status: 400, code: 'invalid_argument' });
    expect(error?.message).toContain('No such model.');
  });

  it.each<[string, () => unknown, RegExp]>([
    ['an HTML page', () => new Response('<!doctype html><title>App</title>'), /HTML page.*url of your proxy/],
    ['JSON that was cut', () => new Response('[{"candidates":[{'), /JSON that was cut off/],
    ['an interaction', () => ({ id: 'a', steps: [] }), /streamGenerateContent/],
    ['nothing', () => undefined, /no source was given/],
    ['a response that was read', () => usedResponse(), /read already/],
  ])('with %s says what was expected', async (_, source, message) => {
    const interaction = await attached(source() as GenerateContentSource);
    expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'malformed', retryable: false } });
    expect(interaction.error?.message).toMatch(message);
  });

  it('in a chunk harms nothing else', async () => {
    const odd = [null, 7, 'x', [], {}, { candidates: 'x' }, { candidates: [{ content: { parts: [null, 3, 'x'] } }] }];
    const parts = [{}, { text: 7 }, { functionCall: 'x' }, { inlineData: 3 }, { executableCode: null }];
    const metadata = { groundingChunks: [null], groundingSupports: [{ segment: 3, groundingChunkIndices: ['x', 9] }] };
    const interaction = await folded(
      ...(odd as object[]),
      chunk(parts, { groundingMetadata: metadata, urlContextMetadata: 3, finishReason: 7 }),
      chunk([text('Yes.')], STOP),
    );
    expect(interaction).toMatchObject({ status: 'completed', outcome: 'finished' });
    expect(interaction.steps.at(-1)?.step).toMatchObject({ content: [{ text: 'Yes.' }] });
  });
});

describe('stopping', () => {
  it('closes the connection at once, while it waits for the next chunk', async () => {
    let isGone: Promise<void> | undefined;
    const origin = await serve((_, response) => {
      isGone = gone(response);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(frames(chunk([text('Yes')])));
    });
    const store = createInteractionStore();
    const { attach, stop } = store.getState();
    const attachedTo = attach(fromGenerateContent(fetch(origin)));
    await expect.poll(() => store.getState().interactions[0]?.steps.length).toBe(1);
    stop();
    expect(await attachedTo).toMatchObject({ outcome: 'stopped' });
    await isGone;
  });

  it('closes a stream that is opened too late', async () => {
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) });
    const store = createInteractionStore();
    const { attach, stop } = store.getState();
    let open: (response: Response) => void = () => undefined;
    const attachedTo = attach(fromGenerateContent(new Promise<Response>((resolve) => (open = resolve))));
    stop();
    open(new Response(stream));
    expect(await attachedTo).toMatchObject({ outcome: 'stopped' });
    await expect.poll(() => isCancelled).toBe(true);
  });

  it('takes [DONE] for the end, as proxies write it, and closes', async () => {
    const body = `${recording('function-call')}data: [DONE]\n\n`;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(body)),
    });
    expect(await attached(stream)).toMatchObject({ status: 'requires_action', outcome: 'finished' });
  });
});

function usedResponse(): Response {
  const response = new Response('x');
  void response.text();
  return response;
}
