import { GoogleGenAI } from '@google/genai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromGenerateContent } from '../../../../src/bridges/generateContent/fromGenerateContent.ts';
import type { TextContent } from '../../../../src/protocol/Content.ts';
import type { InteractionCompletedEvent, InteractionSSEEvent } from '../../../../src/protocol/InteractionSSEEvent.ts';
import { serve } from '../../stream/serve.ts';
import { attached, chunksOf, generate, recording, stepsOf } from './answers.ts';

const names = ['function-call', 'google-search', 'code-execution'] as const;

/** The real client, with a server that plays a recording in pieces. */
async function client(body: string, pieceSize = 100): Promise<GoogleGenAI> {
  const origin = await serve((request, response) => {
    const isStream = /^\/v1\w*\/models\/[\w.-]+:streamGenerateContent\?alt=sse$/.test(request.url ?? '');
    response.writeHead(isStream ? 200 : 404, { 'Content-Type': 'text/event-stream' });
    const bytes = Buffer.from(body.replaceAll('\n', '\r\n'));
    for (let at = 0; at < bytes.length; at += pieceSize) response.write(bytes.subarray(at, at + pieceSize));
    response.end();
  });
  return new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: origin } });
}

const ask = (ai: GoogleGenAI) => ai.models.generateContentStream({ model: 'gemini-2.5-flash', contents: 'Hi' });

async function eventsFrom(source: Parameters<typeof fromGenerateContent>[0]): Promise<InteractionSSEEvent[]> {
  const events: InteractionSSEEvent[] = [];
  for await (const event of fromGenerateContent(source)) events.push(event);
  return events;
}

/** The official client counts the tokens of the first request by itself. */
function addUsage(event: InteractionSSEEvent, more: object): InteractionSSEEvent {
  const { interaction } = event as InteractionCompletedEvent;
  return { ...event, interaction: { ...interaction, usage: { ...interaction.usage, ...more } } };
}

describe('a recorded generateContent stream', () => {
  it.each(names)('%s: is the same from the official client, its promise, a response, bytes, JSON', async (name) => {
    const expected = await eventsFrom(generate(chunksOf(name)));
    const body = recording(name);
    const json = JSON.stringify(chunksOf(name), null, 2);
    expect(expected.at(-1)).toMatchObject({ event_type: 'interaction.completed' });
    const [first] = chunksOf(name) as [{ usageMetadata: { promptTokenCount: number } }];
    const initial_input_tokens = first.usageMetadata.promptTokenCount;
    const counted = expected.map((event, at) =>
      at < expected.length - 1 ? event : addUsage(event, { initial_input_tokens }),
    );
    expect(await eventsFrom(await ask(await client(body)))).toEqual(counted);
    expect(await eventsFrom(ask(await client(body, 7)))).toEqual(counted);
    expect(await eventsFrom(new Response(body))).toEqual(expected);
    expect(await eventsFrom(new Response(body.replaceAll('\n', '\r\n')).body as ReadableStream)).toEqual(expected);
    expect(await eventsFrom(Response.json(chunksOf(name)))).toEqual(expected);
    expect(await eventsFrom(new Response(`\n ${json}`, { headers: { 'Content-Type': 'text/plain' } }))).toEqual(
      expected,
    );
  });

  it.each(names)('%s: is the same however its bytes are cut', async (name) => {
    const bytes = new TextEncoder().encode(recording(name));
    const expected = await eventsFrom(generate(chunksOf(name)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            at.slice(1).forEach((end, n) => controller.enqueue(bytes.slice(at[n], end)));
            controller.close();
          },
        });
        expect(await eventsFrom(stream)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('function-call: has a thought with its whole summary, and two calls that wait for the host', async () => {
    const interaction = await attached(ask(await client(recording('function-call'))));
    const summary =
      '**Choosing the tool**\n\nThe user asks for the weather in two cities, so I need the weather function twice.\n\n\n';
    expect(interaction).toMatchObject({ status: 'requires_action', outcome: 'finished', error: undefined });
    expect(interaction.id).toBeUndefined();
    expect(interaction.metadata).toMatchObject({ model: 'gemini-3-flash-preview', service_tier: 'standard' });
    expect(stepsOf(interaction)).toEqual([
      { type: 'thought', summary: [{ type: 'text', text: summary }] },
      {
        type: 'function_call',
        id: 'k2f9x1ab',
        name: 'get_weather',
        arguments: { city: 'Zürich', unit: 'celsius' },
        signature: 'EpICCo8CAb4+9vtZdXJpY2g=',
      },
      { type: 'function_call', id: 'p7d3m0cd', name: 'get_weather', arguments: { city: 'Kraków', unit: 'celsius' } },
    ]);
    expect(interaction.usage).toEqual({
      total_input_tokens: 84,
      initial_input_tokens: 84,
      total_output_tokens: 38,
      total_thought_tokens: 66,
      total_tokens: 188,
      input_tokens_by_modality: [{ modality: 'text', tokens: 84 }],
    });
  });

  it('google-search: has the search with its suggestions, and citations that cover what they cite', async () => {
    const interaction = await attached(ask(await client(recording('google-search'))));
    const [answer, call, result, ...others] = stepsOf(interaction);
    expect(interaction).toMatchObject({ status: 'completed', outcome: 'finished', unknownCount: 0 });
    expect(others).toEqual([]);
    expect(call).toMatchObject({ arguments: { queries: ['who won euro 2024', 'euro 2024 final winner goal'] } });
    expect(result).toMatchObject({
      type: 'google_search_result',
      call_id: (call as { id: string }).id,
      result: [
        { search_suggestions: expect.stringContaining('class="chip"') },
        { title: 'uefa.com', url: expect.stringContaining('AUZIYQEq1') },
        { title: 'aljazeera.com' },
      ],
    });
    const [item] = (answer as { content: TextContent[] }).content;
    const bytes = new TextEncoder().encode(item?.text);
    const cited = item?.annotations?.map((citation) => [
      'title' in citation && citation.title,
      new TextDecoder().decode(bytes.slice(citation.start_index, citation.end_index)),
    ]);
    expect(cited).toEqual([
      ['uefa.com', 'Spain won Euro 2024 – their fourth title – with a 2–1 win over England.'],
      ['aljazeera.com', 'Spain won Euro 2024 – their fourth title – with a 2–1 win over England.'],
      ['aljazeera.com', 'Mikel Oyarzabal scored the winner in the 86th minute.'],
    ]);
    expect(interaction.usage).toMatchObject({ total_tool_use_tokens: 102, total_thought_tokens: 58 });
  });

  it('code-execution: has the code, what it printed, what it drew, and the answer', async () => {
    const interaction = await attached(ask(await client(recording('code-execution'))));
    const [, call] = stepsOf(interaction);
    expect(stepsOf(interaction)).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: 'I will compute the first five primes.\n\n' }] },
      {
        type: 'code_execution_call',
        id: expect.stringMatching(/./),
        arguments: { language: 'python', code: expect.stringContaining('while len(primes) < 5:') },
      },
      { type: 'code_execution_result', call_id: (call as { id: string }).id, result: '[2, 3, 5, 7, 11] 28\n' },
      {
        type: 'model_output',
        content: [{ type: 'image', mime_type: 'image/png', data: expect.stringMatching(/^iVBORw0KGgo/) }],
      },
      { type: 'model_output', content: [{ type: 'text', text: 'The sum of the first five primes is **28**.' }] },
    ]);
    expect(interaction).toMatchObject({ status: 'completed', outcome: 'finished' });
  });
});
