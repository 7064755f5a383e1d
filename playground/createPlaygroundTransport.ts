import type { CreateInteractionParams, InteractionTransport } from '../src/core.ts';
import { createFetchTransport, createReplayTransport } from '../src/core.ts';
import { demoTools } from './demoFunctions.ts';
import type { PlaygroundStore } from './createPlaygroundStore.ts';

/** Label of a request that is answered by a recording: one of the server's, or one of the reader's own files. */
export const RECORDING_LABEL = 'recording';

/**
 * The page's way to an answer: the reader's own files are played in the browser, all else is asked of the embedded server
 * or, through the proxy, of the real API. None of them knows the interactions of the others.
 */
export function createPlaygroundTransport(store: PlaygroundStore): InteractionTransport {
  const embedded = createFetchTransport({ url: '/v1beta/interactions' });
  const live = createFetchTransport({ url: '/gemini/v1beta/interactions' });
  let lastSource = '';

  return {
    create(params, options) {
      const { settings, ownRecordings } = store.getState();
      const { backend, model, pace, chunk } = settings;
      const name = (params['labels'] as { [label: string]: string } | undefined)?.[RECORDING_LABEL];
      const own = name === undefined ? undefined : ownRecordings.get(name);
      const source = own === undefined ? backend : 'own';
      const known = source === lastSource ? params : withoutHistory(params);
      lastSource = source;

      if (own !== undefined) {
        return createReplayTransport(own, { pace, chunkSize: chunk || undefined }).create(params, options);
      }
      if (backend === 'live') {
        const thinking = { generation_config: { thinking_summaries: 'auto' } };
        return live.create({ ...thinking, ...known, model, tools: demoTools, labels: undefined }, options);
      }
      const labels = {
        ...(params['labels'] as object),
        pace: String(pace),
        ...(chunk > 0 && { chunk_size: String(chunk) }),
      };
      return embedded.create({ ...known, model: 'gemini-3-flash-preview', labels }, options);
    },
  };
}

function withoutHistory({ previous_interaction_id: _, ...params }: CreateInteractionParams): CreateInteractionParams {
  return params;
}
