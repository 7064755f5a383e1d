import type { CreateInteractionParams, InteractionSource, InteractionTransport, Step } from '../src/core.ts';
import { createFetchTransport, createReplayTransport, InteractionStreamError } from '../src/core.ts';
import type { PlaygroundStore } from './createPlaygroundStore.ts';
import { faultLabels } from './faults.ts';

/** Label of a request that is answered by a recording: one of the server's, or one of the reader's own files. */
export const RECORDING_LABEL = 'recording';

export interface PlaygroundTransport extends InteractionTransport {
  /** From here on nobody knows the interactions of the thread. */
  forget(): void;
}

/**
 * The page's way to an answer: the reader's own files are played in the browser, all else is asked of the embedded server
 * or, through the proxy, of the real API. None of them knows the interactions of the others.
 */
export function createPlaygroundTransport(store: PlaygroundStore): PlaygroundTransport {
  const embedded = createFetchTransport({ url: '/v1beta/interactions' });
  const live = createFetchTransport({ url: '/gemini/v1beta/interactions' });
  let lastSource: 'own' | 'embedded' | 'live' = 'embedded';

  /** Whoever answered last has the interaction that is asked for. */
  function lastServer(): InteractionTransport {
    if (lastSource !== 'own') return lastSource === 'live' ? live : embedded;
    throw new InteractionStreamError({
      type: 'http',
      status: 404,
      retryable: false,
      message: 'A file that was played in the browser cannot be asked for again.',
    });
  }

  return {
    forget() {
      lastSource = 'own';
    },
    async get(id, options) {
      return (await lastServer().get?.(id, options)) as InteractionSource;
    },
    async cancel(id) {
      await lastServer().cancel?.(id);
    },
    create(params, options) {
      const { settings, ownRecordings } = store.getState();
      const { backend, model, pace, chunk, fault, after } = settings;
      const name = isFollowUp(params) ? undefined : labelsOf(params)[RECORDING_LABEL];
      const own = name === undefined ? undefined : ownRecordings.get(name);
      const source = own === undefined ? backend : 'own';
      const known = source === lastSource ? params : withoutHistory(params);
      lastSource = source;

      if (own !== undefined) {
        return createReplayTransport(own, { pace, chunkSize: chunk || undefined }).create(params, options);
      }
      if (backend === 'live') {
        const thinking = { generation_config: { thinking_summaries: 'auto' } };
        return live.create({ ...thinking, ...known, model, labels: undefined }, options);
      }
      const labels = {
        pace: String(pace),
        ...labelsOf(params),
        ...faultLabels(fault, after),
        [RECORDING_LABEL]: name,
        ...(chunk > 0 && { chunk_size: String(chunk) }),
      };
      return embedded.create({ ...known, model: 'gemini-3-flash-preview', labels }, options);
    },
  };
}

function labelsOf(params: CreateInteractionParams): { [label: string]: string | undefined } {
  return (params['labels'] ?? {}) as { [label: string]: string };
}

/** Function results for a recording are not answered by the recording again. */
function isFollowUp({ input }: CreateInteractionParams): boolean {
  return Array.isArray(input) && (input as Step[]).some(({ type }) => type === 'function_result');
}

function withoutHistory({ previous_interaction_id: _, ...params }: CreateInteractionParams): CreateInteractionParams {
  return params;
}
