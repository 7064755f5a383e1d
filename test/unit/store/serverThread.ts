import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionState, StepEntry } from '../../../src/store/state/InteractionState.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import {
  createInteractionsServer,
  type InteractionsServerOptions,
} from '../../../src/testing/createInteractionsServer.ts';

/** A request as the server saw it: `create`, `get` with how it was asked, `cancel`. */
export interface Asked {
  method: string;
  path: string;
  body: { [field: string]: unknown } | undefined;
}

/** A fake server, a thread that talks with it, and what the server was asked. */
export function serverThread(
  server: InteractionsServerOptions,
  options: InteractionStreamOptions = {},
): { store: InteractionStore; asked: Asked[]; transport: ReturnType<typeof createFetchTransport> } {
  const asked: Asked[] = [];
  const { fetch } = createInteractionsServer(server);
  const transport = createFetchTransport({
    url: 'http://server/v1beta/interactions',
    fetch: async (url, init) => {
      const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Asked['body']) : undefined;
      asked.push({ method: init.method ?? '', path: url.replace(/^.*\/interactions/, ''), body });
      return fetch(new Request(url, init));
    },
  });
  const store = createInteractionStore({
    transport,
    reconnect: { delay: 0 },
    ...options,
    params: { model: 'm', ...options.params },
  });
  return { store, asked, transport };
}

/** An interaction as the reader sees it: without ids, which every run has anew, and times. */
export function shownOf({ status, outcome, input, steps, usage, error, unknownCount }: InteractionState) {
  return { status, outcome, usage, error, unknownCount, input: input.map(entryOf), steps: steps.map(entryOf) };
}

function entryOf({ startedAt: _s, stoppedAt: _e, step, ...entry }: StepEntry) {
  const { id: _id, call_id: _callId, ...rest } = step as { [field: string]: unknown };
  return { ...entry, step: rest };
}
