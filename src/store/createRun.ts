import { isKnownEvent } from '../protocol/guards.ts';
import { isTurnOver } from '../protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import type { InteractionSource } from '../stream/InteractionSource.ts';
import type { InteractionStreamErrorData } from '../stream/InteractionStreamError.ts';
import { readSource } from '../stream/readSource.ts';
import { toStreamError } from '../stream/toStreamError.ts';
import { createEventQueue } from './createEventQueue.ts';
import type { FrameScheduler } from './frameScheduler.ts';
import { closeInteraction, reduceEvents } from './interactionReducer.ts';
import type { InteractionState, ThreadState } from './InteractionState.ts';
import type { InteractionStreamOptions } from './InteractionStreamOptions.ts';

/** How long a connection may stay silent and open after the API has said that it is over, in ms. Some servers never close it. */
const GRACE = 1000;

/** The same where only the status said so, in ms: after a `requires_action` the same stream may go on. */
const STATUS_GRACE = 10_000;

/** One stream that is read into one interaction. */
export interface Run {
  /** The interaction, once its stream has ended. Never rejects. */
  readonly result: Promise<InteractionState>;
  /** Opens the source and reads it. To be called once. */
  start(): void;
  /** Closes the run, once; its late events are ignored. */
  end(how: 'ended' | 'stopped' | InteractionStreamErrorData): void;
}

/** What a run is made of. */
export interface RunOptions {
  /** The interaction of which nothing has arrived yet. */
  interaction: InteractionState;
  open: (signal: AbortSignal) => InteractionSource | Promise<InteractionSource>;
  scheduler: FrameScheduler;
  /** The clock, in ms since the epoch. */
  now: () => number;
  /** The host's callbacks, as they are when they are called. */
  callbacks: () => InteractionStreamOptions;
  /** Is told of every change: at most once a frame. */
  onChange: (interaction: InteractionState, thread: Partial<ThreadState>) => void;
  /** Is told that nothing more will come, before anybody else is. */
  onEnd: () => void;
}

/** Makes a run. It does nothing until it is started. */
export function createRun({ open, scheduler, now, callbacks, onChange, onEnd, ...options }: RunOptions): Run {
  const abort = new AbortController();
  const { signal } = abort;
  const queue = createEventQueue(scheduler, fold);
  let { interaction } = options;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let resolve: (interaction: InteractionState) => void;
  const result = new Promise<InteractionState>((settle) => (resolve = settle));

  function start(): void {
    change({ connection: 'connecting', error: undefined });
    read().then(
      () => end('ended'),
      (thrown: unknown) => end(toStreamError(thrown).toJSON()),
    );
  }

  async function read(): Promise<void> {
    if (signal.aborted) return;
    const source = await open(signal);
    if (!signal.aborted) change({ connection: 'open' });
    await readSource(source, { signal, onEvents, onDiagnostic: (found) => call(callbacks().onDiagnostic, found) });
  }

  function onEvents(events: InteractionSSEEvent[]): void {
    if (signal.aborted) return;
    const time = now();
    queue.push(events);
    for (const event of events) {
      if (!signal.aborted) call(callbacks().onEvent, event, time);
      if (!signal.aborted && !isKnownEvent(event)) call(callbacks().onUnknownEvent, event);
    }
  }

  function fold(events: readonly InteractionSSEEvent[]): void {
    if (signal.aborted) return;
    interaction = reduceEvents(interaction, events, now());
    clearTimeout(grace);
    if (interaction.outcome !== 'running') grace = setTimeout(end, GRACE, 'ended');
    else if (isTurnOver(interaction.status)) grace = setTimeout(end, STATUS_GRACE, 'ended');
    change({ connection: 'open' });
  }

  function end(how: 'ended' | 'stopped' | InteractionStreamErrorData): void {
    if (signal.aborted) return;
    queue.flush();
    if (signal.aborted) return;
    abort.abort();
    clearTimeout(grace);
    onEnd();
    interaction = closeInteraction(interaction, how, now());
    const { error } = interaction;
    change({ connection: 'closed', error });
    if (error) call(callbacks().onError, error);
    call(callbacks().onFinish, interaction);
    resolve(interaction);
  }

  function change(thread: Partial<ThreadState>): void {
    call(onChange, interaction, thread);
  }

  return { result, start, end };
}

/** Calls the host's code. Its errors are its own: they surface as uncaught, and the stream goes on. */
function call<Arguments extends unknown[]>(
  callback: ((...args: Arguments) => void) | undefined,
  ...args: Arguments
): void {
  try {
    callback?.(...args);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
