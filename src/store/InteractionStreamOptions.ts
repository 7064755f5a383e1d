import type { CreateInteractionParams, InteractionInput } from '../protocol/CreateInteractionParams.ts';
import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import type { InteractionSource } from '../stream/InteractionSource.ts';
import type { InteractionStreamErrorData } from '../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import type { OnDiagnostic } from '../stream/StreamDiagnostic.ts';
import type { FrameScheduler } from './frameScheduler.ts';
import type { InteractionState, ThreadState } from './InteractionState.ts';
import type { InitialInteractions, ThreadSnapshot } from './threadSnapshot.ts';

/** What a thread is made with. */
export interface InteractionStreamOptions {
  /** How requests are sent: `createFetchTransport({ url })`. Not needed to `attach` a stream that someone else opened. */
  transport?: InteractionTransport;
  /** What every request carries: `model` or `agent`, `tools`, `system_instruction`, … */
  params?: CreateInteractionParams;
  /** What the thread begins with: stored interactions, or a snapshot. Read once. */
  initialInteractions?: InitialInteractions;
  /** Is told of every event as it arrives; it may not be folded yet. `time` is in ms since the epoch. */
  onEvent?: (event: InteractionSSEEvent, time: number) => void;
  /** Is told of events of a type that this version does not know. */
  onUnknownEvent?: (event: InteractionSSEEvent) => void;
  /** Is told of what was passed over in the stream. */
  onDiagnostic?: OnDiagnostic;
  /** Is told when a stream has ended, however it did. */
  onFinish?: (interaction: InteractionState) => void;
  /** Is told when a stream, or the request for it, has failed. */
  onError?: (error: InteractionStreamErrorData) => void;
  /** When events become a commit. Default: once an animation frame; at once where there are no frames. Read once. */
  scheduler?: FrameScheduler;
  /** The clock, in ms since the epoch. Default `Date.now`. Read once. */
  now?: () => number;
}

/** What can be done with a thread. All of them are stable: the same functions for the life of the store. */
export interface InteractionActions {
  /**
   * Sends an input as the next interaction of the thread; it goes on from the last one that ended well.
   *
   * @param params Laid over the `params` of the options, for this request only.
   * @returns The interaction when its stream has ended, however it did: errors are in its `error`.
   * @throws InteractionStreamError of type `usage` while another stream runs, or without a transport.
   */
  send(input: InteractionInput, params?: CreateInteractionParams): Promise<InteractionState>;
  /**
   * Draws a stream that someone else opened as the next interaction of the thread: a `Response`, a stream of bytes or of
   * events (the SDK's), or an interaction. Attached once more while it is being read, it is not read again and gives the
   * same interaction, so that an effect may attach it in StrictMode.
   *
   * @param input What had been sent for it, to be shown with it.
   */
  attach(
    source: InteractionSource | Promise<InteractionSource>,
    options?: { input?: InteractionInput },
  ): Promise<InteractionState>;
  /** Closes our connection. What arrived stays; the server may go on. */
  stop(): void;
  /**
   * Sends the last request again, in the place of what it gave.
   *
   * @throws InteractionStreamError of type `usage` while a stream runs, or where there is nothing to send again.
   */
  retry(): Promise<InteractionState>;
  /** Stops, and empties the thread. */
  clear(): void;
  /** The thread as plain data, for `initialInteractions`. */
  getSnapshot(): ThreadSnapshot;
}

/** What `getState()` of the store gives: the thread, and what can be done with it. */
export type InteractionStoreState = ThreadState & InteractionActions;
