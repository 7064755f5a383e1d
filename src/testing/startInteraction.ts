import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { addEventIds } from './addEventIds.ts';
import { addQueue } from './addQueue.ts';
import { type Playback, createPlayback } from './createPlayback.ts';
import type { InteractionsServerOptions } from './InteractionsServerOptions.ts';
import { labelOf, numberLabelOf } from './labels.ts';
import { newId } from './renewIds.ts';

/** An interaction on the server, from its create on. */
export interface ServerInteraction {
  params: CreateInteractionParams;
  playback: Playback;
  /** The most bytes that are sent of it at once. */
  chunkSize: number;
  /** What it answers to whoever asks for its event stream. */
  streaming: 'events' | 'json' | 'error';
  /** Frames that are added later, with the ids that such events have here. */
  identify: (frames: readonly string[]) => readonly string[];
}

/** Starts to play these frames, in the way that the labels of the request say, or else the options. */
export function startInteraction(
  params: CreateInteractionParams,
  id: string,
  recorded: readonly string[],
  options: InteractionsServerOptions,
): ServerInteraction {
  const eventIds = (labelOf(params, 'event_ids') ?? String(options.eventIds)) === 'true';
  const queuedFor = params.background ? (numberLabelOf(params, 'queued_for', 0) ?? options.queuedFor ?? 0) : 0;
  const queued = queuedFor > 0 ? addQueue(recorded, id) : undefined;
  const prefix = `evt_${newId('').slice(0, 8)}_`;
  const frames = queued?.frames ?? recorded;
  const playback = createPlayback(eventIds ? addEventIds(frames, prefix) : frames, {
    pace: numberLabelOf(params, 'pace', 0) ?? options.pace ?? 0,
    hold: queued && { position: queued.start, ms: queuedFor },
  });
  return {
    params,
    playback,
    chunkSize: numberLabelOf(params, 'chunk_size', 1) ?? options.chunkSize ?? Number.POSITIVE_INFINITY,
    streaming: streamingOf(labelOf(params, 'streaming') ?? String(options.streaming)),
    identify: (added) => (eventIds ? addEventIds(added, prefix, playback.framesOut().length) : added),
  };
}

function streamingOf(value: string): ServerInteraction['streaming'] {
  if (value === 'error') return 'error';
  return value === 'json' || value === 'false' ? 'json' : 'events';
}
