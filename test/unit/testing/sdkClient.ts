import { GoogleGenAI } from '@google/genai';
import { createInteractionsServer } from '../../../src/testing.ts';
import type { InteractionsServerOptions } from '../../../src/testing.ts';
import { listenFetch } from './listen.ts';

/** The official client, and the origin of the server that it talks to over a loopback port. */
export async function setUpSdk(options?: InteractionsServerOptions) {
  const baseUrl = await listenFetch(createInteractionsServer(options).fetch);
  return { interactions: new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl } }).interactions, baseUrl };
}

export const model = 'gemini-3-flash-preview';

/** The parameters that play a recording. */
export const play = (recording: string, labels: { [name: string]: string } = {}) => ({
  model,
  input: 'Hi',
  labels: { recording, ...labels },
});

/** The events of a stream, to its end. */
export async function readAll<Event>(stream: AsyncIterable<Event>): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of stream) events.push(event);
  return events;
}
