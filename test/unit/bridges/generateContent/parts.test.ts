import { describe, expect, it } from 'vitest';
import { applyPartialArg } from '../../../../src/bridges/generateContent/applyPartialArg.ts';
import { fromGenerateContent } from '../../../../src/bridges/generateContent/fromGenerateContent.ts';
import type { FunctionCallStep } from '../../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import { selectPendingCalls } from '../../../../src/store/functions/selectPendingCalls.ts';
import { chunk, folded, generate, STOP, stepsOf, text, typesOf } from './answers.ts';

const thought = (words: string, signature?: string) => ({
  text: words,
  thought: true,
  ...(signature && { thoughtSignature: signature }),
});
const call = (fields: object, signature?: string) => ({
  functionCall: fields,
  ...(signature && { thoughtSignature: signature }),
});
const image = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
const end = chunk([text('')], STOP);

describe('text', () => {
  it('of one answer is one text, whatever chunks it comes in', async () => {
    const steps = stepsOf(await folded(chunk([text('He'), text('llo')]), chunk([text('.')]), end));
    expect(steps).toEqual([{ type: 'model_output', content: [{ type: 'text', text: 'Hello.' }] }]);
  });

  it('after a medium is a step of its own; white space alone is none', async () => {
    const steps = stepsOf(
      await folded(chunk([text('A '), image, text('\n'), image]), chunk([text('\n'), text('B')]), end),
    );
    const picture = { type: 'image', data: 'AAAA', mime_type: 'image/png' };
    expect(steps).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: 'A ' }, picture, picture] },
      { type: 'model_output', content: [{ type: 'text', text: '\nB' }] },
    ]);
  });
});

describe('thoughts', () => {
  const summaries = async (...pieces: string[]) => {
    const [step] = stepsOf(await folded(...pieces.map((piece) => chunk([thought(piece)])), end));
    return (step as { summary: { text: string }[] }).summary.map((entry) => entry.text);
  };

  it('are an entry a summary, as the API sends them', async () => {
    expect(await summaries('**A**\n\nOne.\n\n\n', '**B**\n\nTwo.\n\n\n')).toEqual([
      '**A**\n\nOne.\n\n\n',
      '**B**\n\nTwo.\n\n\n',
    ]);
  });

  it('are put together where they were cut', async () => {
    expect(await summaries('**A', '**\n\n', 'One', ' is **b', 'old**.\n\n', '**B**\n', '**C**\n\nThree')).toEqual([
      '**A**\n\nOne is **bold**.\n\n',
      '**B**\n',
      '**C**\n\nThree',
    ]);
  });

  it('are on screen as soon as a paragraph is whole', async () => {
    const events: object[] = [];
    for await (const event of fromGenerateContent(generate([chunk([thought('**A**\n\nOne.\n\n')])])))
      events.push(event);
    expect(events.slice(1, 3)).toMatchObject([{ step: { type: 'thought' } }, { delta: { type: 'thought_summary' } }]);
  });

  it('keep their signature, also where it comes with the text after them', async () => {
    const own = await folded(chunk([thought('Hm.', 'sig1'), text('Yes.')]), end);
    expect(stepsOf(own)[0]).toMatchObject({ signature: 'sig1', summary: [{ text: 'Hm.' }] });
    const late = await folded(
      chunk([thought('Hm.')]),
      chunk([text('Yes.')]),
      chunk([{ text: '', thoughtSignature: 'sig2' }], STOP),
    );
    expect(stepsOf(late)[0]).toMatchObject({ signature: 'sig2' });
    expect(stepsOf(late)[1]).toEqual({ type: 'model_output', content: [{ type: 'text', text: 'Yes.' }] });
  });

  it('may hold images', async () => {
    const [step] = stepsOf(await folded(chunk([thought('Draft'), { ...image, thought: true }]), end));
    expect(step).toMatchObject({ summary: [{ text: 'Draft' }, { type: 'image', data: 'AAAA' }] });
  });
});

describe('media', () => {
  it('are what their type says, inline or by reference', async () => {
    const [step] = stepsOf(
      await folded(
        chunk([
          { inlineData: { mimeType: 'video/mp4', data: 'AAAA' } },
          { fileData: { mimeType: 'application/pdf', fileUri: 'https://example.com/a.pdf' } },
        ]),
        end,
      ),
    );
    expect(step).toMatchObject({
      content: [
        { type: 'video', data: 'AAAA', mime_type: 'video/mp4' },
        { type: 'document', uri: 'https://example.com/a.pdf', mime_type: 'application/pdf' },
      ],
    });
  });

  it('of speech are one clip, whatever pieces it comes in', async () => {
    const speech = (data: string) => chunk([{ inlineData: { mimeType: 'audio/L16;codec=pcm;rate=24000', data } }]);
    const [step] = stepsOf(await folded(speech('QQ=='), speech('QkM='), end));
    expect(step).toMatchObject({ content: [{ type: 'audio', mime_type: 'audio/L16;codec=pcm;rate=24000' }] });
    expect((step as { content: { data: string }[] }).content.map(({ data }) => data)).toEqual(['QUJD']);
  });
});

describe('function calls', () => {
  it('without ids get ids of their own', async () => {
    const steps = stepsOf(await folded(chunk([call({ name: 'f' }), call({ name: 'f', args: { a: 1 } })]), end));
    const ids = (steps as FunctionCallStep[]).map(({ id }) => id);
    expect(ids.every((id) => id !== '')).toBe(true);
    expect(new Set(ids).size).toBe(2);
    expect(steps).toMatchObject([{ arguments: {} }, { arguments: { a: 1 } }]);
  });

  it('wait for the host, and no longer once it has answered with the next stream', async () => {
    const store = createInteractionStore();
    const { attach } = store.getState();
    await attach(fromGenerateContent(generate([chunk([call({ name: 'f', id: 'c1' })]), end])));
    expect(selectPendingCalls(store.getState()).map(({ step }) => step.id)).toEqual(['c1']);
    await attach(fromGenerateContent(generate([chunk([text('Done.')], STOP)])), {
      input: [{ type: 'function_result', call_id: 'c1', name: 'f', result: { ok: true } }],
    });
    expect(selectPendingCalls(store.getState())).toEqual([]);
  });

  it('that the SDK runs by itself go on in the same stream, with their results', async () => {
    const results = [
      { functionResponse: { name: 'g', response: { error: 'No.' } } },
      { functionResponse: { id: 'c1', name: 'f', response: { output: 1 }, parts: [image] } },
    ];
    const interaction = await folded(
      { ...chunk([call({ name: 'f', id: 'c1' }), call({ name: 'g' })], STOP), usageMetadata: { totalTokenCount: 10 } },
      { candidates: [{ content: { role: 'user', parts: results } }] },
      { ...chunk([text('Done.')], STOP), usageMetadata: { totalTokenCount: 5 } },
    );
    const [, second, failed, drawn] = stepsOf(interaction);
    expect(interaction).toMatchObject({ status: 'completed', usage: { total_tokens: 15 } });
    expect(failed).toEqual({
      type: 'function_result',
      call_id: (second as FunctionCallStep).id,
      name: 'g',
      result: { error: 'No.' },
      is_error: true,
    });
    expect(drawn).toEqual({
      type: 'function_result',
      call_id: 'c1',
      name: 'f',
      result: [
        { type: 'text', text: '{"output":1}' },
        { type: 'image', data: 'AAAA', mime_type: 'image/png' },
      ],
    });
  });

  it('stream their arguments piece by piece, as Vertex AI sends them', async () => {
    const pieces = (...partialArgs: object[]) => chunk([call({ partialArgs, willContinue: true })]);
    const interaction = await folded(
      chunk([call({ name: 'f', willContinue: true }, 'sig')]),
      pieces({ jsonPath: '$.city', stringValue: 'San ', willContinue: true }),
      pieces({ jsonPath: '$.city', stringValue: 'Francisco' }, { jsonPath: '$.days[0].n', numberValue: 3 }),
      pieces({ jsonPath: '$.days[1]', boolValue: true }, { jsonPath: "$['odd key']", nullValue: 'NULL_VALUE' }),
      chunk([call({})]),
      chunk([call({ name: 'g', willContinue: true })]),
      chunk([call({})], STOP),
    );
    expect(stepsOf(interaction)).toMatchObject([
      {
        name: 'f',
        signature: 'sig',
        arguments: { city: 'San Francisco', days: [{ n: 3 }, true], 'odd key': null },
      },
      { name: 'g', arguments: {} },
    ]);
  });
});

describe('a piece of streamed arguments', () => {
  const apply = (...pieces: object[]) =>
    pieces.reduce<Parameters<typeof applyPartialArg>[0]>(
      (args, piece) => applyPartialArg(args, piece as { jsonPath: string }),
      { args: {}, growing: new Set() },
    ).args;

  it('reaches no prototype, and makes no list longer than what it holds', () => {
    const args = apply(
      { jsonPath: '$.__proto__.polluted', stringValue: 'yes' },
      { jsonPath: '$.list[4000000000]', numberValue: 1 },
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(args)).toBe(Object.prototype);
    expect(args.list).toEqual([1]);
  });

  it('changes nothing that was there', () => {
    const args = Object.freeze({ a: Object.freeze([1]) });
    const next = applyPartialArg({ args, growing: new Set() }, { jsonPath: '$.a[1]', numberValue: 2 });
    expect(next.args).toEqual({ a: [1, 2] });
  });
});

describe('tools of the server', () => {
  it('run code, whose several outputs are one result', async () => {
    const interaction = await folded(
      chunk([{ executableCode: { code: 'print("ok"); 1/0', language: 'PYTHON' }, thoughtSignature: 's' }]),
      chunk([{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: 'ok\n' } }]),
      chunk([{ codeExecutionResult: { outcome: 'OUTCOME_FAILED', output: 'ZeroDivisionError' } }]),
      chunk([
        { executableCode: { id: 'e2', code: 'pass' } },
        { codeExecutionResult: { id: 'e2', outcome: 'OUTCOME_OK' } },
      ]),
      end,
    );
    const [first, result, second, silent] = stepsOf(interaction);
    expect(first).toMatchObject({ signature: 's', arguments: { language: 'python' } });
    expect(result).toMatchObject({ result: 'ok\nZeroDivisionError', is_error: true });
    expect(result).toMatchObject({ call_id: (first as { id: string }).id });
    expect(second).toEqual({ type: 'code_execution_call', id: 'e2', arguments: { code: 'pass' } });
    expect(silent).toEqual({ type: 'code_execution_result', call_id: 'e2', result: '' });
  });

  it('are calls and results of their kind; grounding adds to a search that was told already', async () => {
    const interaction = await folded(
      chunk([
        { toolCall: { id: 't1', toolType: 'GOOGLE_SEARCH_WEB', args: { queries: ['q'] } }, thoughtSignature: 's' },
      ]),
      chunk([{ toolResponse: { id: 't1', toolType: 'GOOGLE_SEARCH_WEB', response: { search_suggestions: '<p>' } } }]),
      chunk([{ toolCall: { toolType: 'NEW_TOOL' } }, { toolResponse: { toolType: 'NEW_TOOL' } }]),
      chunk([text('Yes.')], {
        ...STOP,
        groundingMetadata: { groundingChunks: [{ web: { uri: 'https://a.example' } }] },
      }),
    );
    expect(typesOf(interaction)).toEqual([
      'google_search_call',
      'google_search_result',
      'new_tool_call',
      'new_tool_result',
      'model_output',
    ]);
    expect(stepsOf(interaction)).toMatchObject([
      { id: 't1', arguments: { queries: ['q'] }, signature: 's' },
      { call_id: 't1', result: [{ search_suggestions: '<p>' }, { url: 'https://a.example' }] },
      { id: expect.stringMatching(/./) },
      { call_id: (stepsOf(interaction)[2] as { id: string }).id },
      {},
    ]);
  });

  it('of a kind that is not known are kept as they came', async () => {
    const interaction = await folded(chunk([{ hologram: { rays: 3 } }]), end);
    expect(stepsOf(interaction)).toEqual([{ type: 'generate_content_part', hologram: { rays: 3 } }]);
  });
});
