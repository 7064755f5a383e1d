import type { CreateInteractionParams } from '../../../src/protocol/CreateInteractionParams.ts';
import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import {
  createInteractionsServer,
  type InteractionsServerOptions,
} from '../../../src/testing/createInteractionsServer.ts';

export interface BackendOptions extends InteractionsServerOptions {
  /** Answers in the server's place, or lets it answer. */
  intercept?: (request: Request, answer: () => Promise<Response>) => Promise<Response> | undefined;
}

/** A server of the API without a network, a transport to it, and what it was asked. */
export function createBackend({ intercept, ...options }: BackendOptions = {}) {
  const server = createInteractionsServer(options);
  const requests: string[] = [];
  const transport = createFetchTransport({
    url: 'https://example.com/v1beta/interactions',
    fetch: async (url, init) => {
      const request = new Request(url, init);
      requests.push(`${request.method} ${new URL(url).pathname.replace('/v1beta/interactions', '')}`);
      const answer = () => server.fetch(request);
      return intercept?.(request, answer) ?? answer();
    },
  });

  return {
    transport,
    requests,
    /** How often an interaction was fetched. */
    gets: () => requests.filter((request) => request.startsWith('GET')).length,
    /** A thread that talks to it. */
    createThread: (params: CreateInteractionParams = {}): InteractionStore =>
      createInteractionStore({ transport, params: { model: 'gemini-3-flash-preview', ...params } }),
    /** Has an interaction made that runs in the background, at a pace in ms an event, and gives its id. */
    async createRun(recording: string, pace: number): Promise<string> {
      const labels = { recording, pace: String(pace) };
      const params = { agent: 'deep-research', input: 'Go.', background: true, stream: false, labels };
      const response = (await transport.create(params, { signal: new AbortController().signal })) as Response;
      return ((await response.json()) as { id: string }).id;
    },
    /** Has an interaction made that is over, and gives its id. */
    async createOver(recording: string): Promise<string> {
      const params = { model: 'gemini-3-flash-preview', input: 'Go.', stream: false, labels: { recording } };
      const response = (await transport.create(params, { signal: new AbortController().signal })) as Response;
      return ((await response.json()) as { id: string }).id;
    },
  };
}
