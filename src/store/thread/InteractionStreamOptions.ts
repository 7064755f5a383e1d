import type { CreateInteractionParams, InteractionInput } from '../../protocol/CreateInteractionParams.ts';
import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import type { InteractionSource } from '../../stream/InteractionSource.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../../stream/InteractionTransport.ts';
import type { OnDiagnostic } from '../../stream/StreamDiagnostic.ts';
import type { FunctionCallAnswer } from '../state/CallDecision.ts';
import type { InteractionLimits } from '../../stream/InteractionLimits.ts';
import type { ReconnectOptions } from './createReconnector.ts';
import type { FrameScheduler } from './frameScheduler.ts';
import type { InteractionFunctions } from '../functions/InteractionFunction.ts';
import type { InteractionState, StepEntry, ThreadState } from '../state/InteractionState.ts';
import type { InitialInteractions, ThreadSnapshot } from './threadSnapshot.ts';

/** What a thread is made with. */
export interface InteractionStreamOptions {
  /**
   * How requests are sent: `createFetchTransport({ url })`. Default: that of the nearest provider. Not needed to `attach` a
   * stream that someone else opened.
   */
  transport?: InteractionTransport;
  /** What every request carries: `model` or `agent`, `tools`, `system_instruction`, … */
  params?: CreateInteractionParams;
  /** Functions that the model may call, by name. They are declared with every request, after the `tools` of `params`. */
  functions?: InteractionFunctions;
  /** How much is read of an answer: `{ streamBytes, … }`. Laid over those of the nearest provider. */
  limits?: InteractionLimits;
  /** How many times in a row function results are sent back by themselves before somebody has to look. Default 8. */
  maxRounds?: number;
  /** How a dropped connection is taken up again: the waits and limits. `false`: not by itself. */
  reconnect?: ReconnectOptions | false;
  /**
   * A key of `sessionStorage`, under which the id of the interaction that runs, or waits for the reader to answer its calls,
   * is remembered, so that after a reload the hook takes it up again (and so does `resume()`).
   */
  storageKey?: string;
  /**
   * What the thread begins with, on a server too: stored interactions, oldest first, or what `getSnapshot()` gave. Read once.
   * The API leaves out what was asked unless an interaction is got with `include_input=true`.
   */
  initialInteractions?: InitialInteractions;
  /** Is told of every event as it arrives; it may not be folded yet. `time` is in ms since the epoch. */
  onEvent?: (event: InteractionSSEEvent, time: number) => void;
  /** Is told of events of a type that this version does not know. */
  onUnknownEvent?: (event: InteractionSSEEvent) => void;
  /** Is told of what was passed over in the stream. */
  onDiagnostic?: OnDiagnostic;
  /** Is told of every step once it is whole, or was cut off, in the order of the steps. */
  onStep?: (entry: StepEntry, interaction: InteractionState) => void;
  /** Is told when an interaction has ended, however it did. The follow-up with function results is one of its own. */
  onFinish?: (interaction: InteractionState) => void;
  /** Is told when a stream, or the request for it, has failed. */
  onError?: (error: InteractionStreamErrorData) => void;
  /**
   * The least time between two commits, in ms, for pages that have little to spare: `50` draws an answer 20 times a second.
   * What ends something is still committed at once. Default 0: each animation frame.
   */
  throttle?: number;
  /** When events become a commit. Default: once an animation frame; after the task where there are no frames. Read once. */
  scheduler?: FrameScheduler;
  /** The clock, in ms since the epoch. Default `Date.now`. Read once. */
  now?: () => number;
}

/** What can be done with a thread. All of them are stable: the same functions for the life of the store. */
export interface InteractionActions {
  /**
   * Sends text, content items or steps as the next interaction of the thread. It goes on from the last one that ended
   * well, by `previous_interaction_id`, or with the history itself where nothing is stored (`store: false`) or the server
   * has forgotten it.
   *
   * Calls of `functions` that the reader has left unanswered are denied along with it.
   *
   * @param params Laid over the `params` of the options, for this turn only.
   * @returns The last interaction of the turn, when nothing more happens by itself: it has ended, however it did (errors are
   * in its `error`), or waits for `respondToFunctionCall`.
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
  /** Closes our connection, and aborts functions that run. What arrived stays; the server may go on. */
  stop(): void;
  /**
   * Tells the server to stop the interaction that runs, which ends it as `cancelled`: an agent in the background does not
   * stop by itself. One that has no id cannot be named to
   * the server: its connection is closed. Does nothing where nothing runs, here or there.
   *
   * @throws InteractionStreamError where the transport has no `cancel`, or the server refuses; the interaction goes on.
   */
  cancel(): Promise<void>;
  /**
   * Takes up an interaction whose connection is gone: the last one of the thread, or, by its id, one that the thread does
   * not have yet: what it has done so far is drawn, and the rest as it comes. Of one that waits for functions it begins those
   * that nobody has begun; what waits for an approval, or an answer, waits on.
   *
   * @param id Default: the last interaction's, else the one that `storageKey` remembers.
   * @returns As `send` does.
   * @throws InteractionStreamError of type `usage` while a stream runs, without a transport that has `get`, or where there
   * is nothing to take up.
   */
  resume(id?: string): Promise<InteractionState>;
  /**
   * Sends the last request again, in the place of what it gave.
   *
   * @throws InteractionStreamError of type `usage` while a stream runs, or where there is nothing to send again.
   */
  retry(): Promise<InteractionState>;
  /**
   * Answers a function call that waits: `{ approve: true }`, `{ deny: true, reason? }` or `{ result, isError? }`. When all calls of the interaction have their answers, these are sent.
   *
   * @param entryKey The key of the call's entry (`selectPendingCalls` gives them).
   * @returns As `send` does.
   * @throws InteractionStreamError of type `usage` for a call that does not wait, for what is no answer, or to approve one that
   * cannot run here.
   */
  respondToFunctionCall(entryKey: string, answer: FunctionCallAnswer): Promise<InteractionState>;
  /**
   * Sends another input in the place of a turn's. What had come of it, and all after it, is kept as a branch.
   *
   * @param interactionKey The key of any interaction of the turn.
   * @returns As `send` does.
   * @throws InteractionStreamError of type `usage` while a stream runs, or for a key that the thread does not have.
   */
  edit(interactionKey: string, input: InteractionInput, params?: CreateInteractionParams): Promise<InteractionState>;
  /**
   * Sends a turn's input once more. What had come of it, and all after it, is kept as a branch.
   *
   * @param interactionKey The key of any interaction of the turn. Default: the last one.
   */
  regenerate(interactionKey?: string): Promise<InteractionState>;
  /**
   * Shows another branch, in the place of the one that is shown.
   *
   * @param key The branch's first interaction's (`selectBranches` gives them).
   * @throws InteractionStreamError of type `usage` while a stream runs, or for a key that no branch has.
   */
  switchBranch(key: string): void;
  /** Stops, and empties the thread. */
  clear(): void;
  /** The thread as plain data, decisions and branches included, for `initialInteractions`. */
  getSnapshot(): ThreadSnapshot;
}

/** What `getState()` of the store gives: the thread, and what can be done with it. */
export type InteractionStoreState = ThreadState & InteractionActions;
