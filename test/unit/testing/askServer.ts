import { createInteractionsServer } from '../../../src/testing.ts';
import type { InteractionsServerOptions } from '../../../src/testing.ts';

const URL_OF_API = 'https://api.example/v1beta/interactions';

/** A server, and short ways to ask it. */
export function setUpServer(options: InteractionsServerOptions = {}) {
  const server = createInteractionsServer(options);
  const request = (method: string, path: string, body?: unknown, signal?: AbortSignal) =>
    server.fetch(
      new Request(URL_OF_API + path, { method, signal, body: body === undefined ? undefined : JSON.stringify(body) }),
    );
  return {
    request,
    create: (body: object, signal?: AbortSignal) => request('POST', '', { model: 'm', input: 'Hi', ...body }, signal),
  };
}

/** The parameters that have a recording streamed. */
export const play = (recording: string, labels: object = {}) => ({ stream: true, labels: { recording, ...labels } });

/** The JSON of every event of a stream, without `[DONE]`. */
export function eventsOf(text: string): any[] {
  const data = [...text.matchAll(/^data: ?(.*)$/gm)].map(([, json = '']) => json);
  return data.filter((json) => json !== '[DONE]').map((json) => JSON.parse(json));
}

/** The id of a stream's interaction. */
export const idOf = (text: string): string => eventsOf(text)[0].interaction.id;

/** Reads a body to its end, however it ends: what came, and what was thrown. */
export async function readAll(response: Response): Promise<{ text: string; chunks: Uint8Array[]; error?: unknown }> {
  const chunks: Uint8Array[] = [];
  const text = () => new TextDecoder().decode(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return { text: text(), chunks };
  } catch (error) {
    return { text: text(), chunks, error };
  }
}
