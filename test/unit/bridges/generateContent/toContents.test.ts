import { describe, expect, it } from 'vitest';
import { fromGenerateContent } from '../../../../src/bridges/generateContent/fromGenerateContent.ts';
import type { GenerateContentChunk } from '../../../../src/bridges/generateContent/GenerateContentChunk.ts';
import { toContents } from '../../../../src/bridges/generateContent/toContents.ts';
import type { Step } from '../../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../../src/store/thread/InteractionStreamOptions.ts';
import { chunk, chunksOf, generate, STOP, text } from './answers.ts';

/** A thread whose turns are answered with these chunks, one list a request, and the `contents` that it asks with. */
function thread(answers: readonly (readonly GenerateContentChunk[])[], options: InteractionStreamOptions = {}) {
  const asked: unknown[] = [];
  const store = createInteractionStore({
    transport: {
      create: async ({ input = '' }) => {
        asked.push(toContents(input));
        return fromGenerateContent(generate(answers[asked.length - 1] ?? []));
      },
    },
    ...options,
  });
  return { asked, send: store.getState().send };
}

const user = (...parts: object[]) => ({ role: 'user', parts });
const model = (...parts: object[]) => ({ role: 'model', parts });

describe('the contents of a turn', () => {
  it('are what was asked: text, and media inline or by their address', () => {
    expect(toContents('Hi')).toEqual([user({ text: 'Hi' })]);
    expect(
      toContents([
        { type: 'text', text: 'See:' },
        { type: 'image', mime_type: 'image/png', data: 'AAAA' },
        { type: 'document', mime_type: 'application/pdf', uri: 'https://a.example/b.pdf' },
      ]),
    ).toEqual([
      user(
        { text: 'See:' },
        { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
        { fileData: { mimeType: 'application/pdf', fileUri: 'https://a.example/b.pdf' } },
      ),
    ]);
  });

  it('begin with the turns before it', async () => {
    const thought = { text: 'Hm.\n\n', thought: true };
    const { asked, send } = thread([
      [chunk([thought]), chunk([text('Hel')]), chunk([{ text: 'lo.', thoughtSignature: 'c2ln' }], STOP)],
      [chunk([text('Bye.')], STOP)],
    ]);
    await send('Hi');
    await send('And now?');
    expect(asked[1]).toEqual([
      user({ text: 'Hi' }),
      model({ text: 'Hello.', thoughtSignature: 'c2ln' }),
      user({ text: 'And now?' }),
    ]);
  });

  it('have calls with their signatures, and results by the names of their calls', async () => {
    const call = (id: string, city: string, signature?: string) => ({
      functionCall: { id, name: 'get_weather', args: { city } },
      ...(signature && { thoughtSignature: signature }),
    });
    const { asked, send } = thread(
      [[chunk([call('a', 'Oslo', 'c2ln'), call('b', 'Bonn')], STOP)], [chunk([text('Cold.')], STOP)]],
      {
        functions: {
          get_weather: {
            run: ({ city }) => {
              if (city === 'Bonn') throw new Error('No such place.');
              return { temperature: 7 };
            },
          },
        },
      },
    );
    await send('Where is it cold?');
    expect(asked[1]).toEqual([
      user({ text: 'Where is it cold?' }),
      model(call('a', 'Oslo', 'c2ln'), call('b', 'Bonn')),
      user(
        { functionResponse: { id: 'a', name: 'get_weather', response: { temperature: 7 } } },
        { functionResponse: { id: 'b', name: 'get_weather', response: { error: 'No such place.' } } },
      ),
    ]);
  });

  it('have no call that nobody has answered, and the name of a result whose step says none', () => {
    const steps: Step[] = [
      { type: 'function_call', id: 'a', name: 'f', arguments: {} },
      { type: 'function_call', id: 'b', name: 'g', arguments: {} },
      { type: 'function_result', call_id: 'b', result: 'done' },
    ];
    expect(toContents(steps)).toEqual([
      model({ functionCall: { id: 'b', name: 'g', args: {} } }),
      user({ functionResponse: { id: 'b', name: 'g', response: { output: 'done' } } }),
    ]);
  });

  it('have the code that ran, and leave out what the metadata tells of other tools', async () => {
    const parts = async (name: Parameters<typeof chunksOf>[0]) => {
      const { asked, send } = thread([chunksOf(name), []]);
      await send('Go.');
      await send('On.');
      return (asked[1] as { parts: object[] }[]).flatMap((turn) => turn.parts).flatMap(Object.keys);
    };
    expect(await parts('code-execution')).toEqual(expect.arrayContaining(['executableCode', 'codeExecutionResult']));
    expect(new Set(await parts('google-search'))).toEqual(new Set(['text']));
  });

  it('forget the signature of a thought that nothing followed', () => {
    const steps: Step[] = [
      { type: 'thought', signature: 'c2ln' },
      { type: 'user_input', content: [{ type: 'text', text: 'Well?' }] },
      { type: 'model_output', content: [{ type: 'text', text: 'Yes.' }] },
    ];
    expect(toContents(steps)).toEqual([user({ text: 'Well?' }), model({ text: 'Yes.' })]);
  });
});
