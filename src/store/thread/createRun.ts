import { isKnownEvent } from '../../protocol/guards.ts';
import { isTerminalStatus } from '../../protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import type { InteractionSource } from '../../stream/InteractionSource.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import { isResponse } from '../../stream/isResponse.ts';
import { readSource } from '../../stream/readSource.ts';
import type { OnDiagnostic } from '../../stream/StreamDiagnostic.ts';
import { toStreamError } from '../../stream/toStreamError.ts';
import { limitsOf } from '../../stream/InteractionLimits.ts';
import { limitError } from '../../stream/limitError.ts';
import { untilAnswered } from '../../stream/untilAnswered.ts';
import { callHost } from './callHost.ts';
import { createEventQueue } from './createEventQueue.ts';
import type { Reconnector } from './createReconnector.ts';
import type { FrameScheduler } from './frameScheduler.ts';
import { closeInteraction, reduceEvents } from '../reducer/interactionReducer.ts';
import type { InteractionState, ThreadState } from '../state/InteractionState.ts';
import type { InteractionStreamOptions } from './InteractionStreamOptions.ts';
import { reopenInteraction } from '../state/reopenInteraction.ts';
import { GRACE, type Watch, watchConnection } from './watchConnection.ts';

/** How a run ends: its connection closed, the reader stopped it, the server was told to cancel it, or something failed. */
export type RunEnd = 'ended' | 'stopped' | 'cancelled' | InteractionStreamErrorData;

/** One interaction that is read to its end, over as many connections as it takes. */
export interface Run {
  /** Opens the source and reads it. To be called once. */
  start(): void;
  /** Closes the run, once; its late events are ignored. */
  end(how: RunEnd): void;
  /**
   * The server is being told to cancel it; `told` resolves to whether it has been. If so, the stream has little time left to
   * say so, and an end without a word means that, too.
   */
  cancel(told: Promise<boolean>): void;
}

/** What a run is made of. */
export interface RunOptions {
  /** The interaction as it is before the first connection. */
  interaction: InteractionState;
  open: (signal: AbortSignal) => InteractionSource | Promise<InteractionSource>;
  reconnector: Reconnector;
  scheduler: FrameScheduler;
  /** The clock, in ms since the epoch. */
  now: () => number;
  /** The host's callbacks, as they are when they are called. */
  callbacks: () => InteractionStreamOptions;
  /** Is told of every change: at most once a frame. */
  onChange: (interaction: InteractionState, thread: Partial<ThreadState>) => void;
  /** Is told that nothing more will come, and what has, before anybody else is. */
  onEnd: (interaction: InteractionState) => void;
  /** Is told the same after everybody else: what comes next may begin, in the same task. */
  onClosed: (interaction: InteractionState) => void;
}

/** Makes a run. It does nothing until it is started. */
export function createRun(options: RunOptions): Run {
  const { reconnector, scheduler, now, callbacks, onChange, onEnd, onClosed } = options;
  const abort = new AbortController();
  const { signal } = abort;
  const queue = createEventQueue(scheduler, fold);
  let { interaction } = options;
  let stepsTold = countWhole(interaction);
  let watch: Watch | undefined;
  let lastCall: ReturnType<typeof setTimeout> | undefined;
  let cancelled: Promise<boolean> | undefined;
  /** Why the connection that is being closed is of no more use. */
  let dropped: InteractionStreamErrorData | undefined;
  let hasOpened = false;
  let hasSentSteps = false;
  let hangUp = () => {};

  function start(): void {
    change({ connection: 'connecting', error: undefined });
    read().then(end, (thrown: unknown) => end(toStreamError(thrown).toJSON()));
  }

  async function read(): Promise<RunEnd> {
    let { open } = options;
    for (;;) {
      const failure = await readOnce(open);
      queue.flush();
      const isCancelled = !isTerminalStatus(interaction.status) && (await cancelled);
      if (signal.aborted) return 'ended';
      if (isCancelled) return 'cancelled';
      if (failure?.type === 'limit') return failure;
      const next = reconnector.next(interaction, failure, hasSentSteps);
      if (!('open' in next)) return isCut(next.failure) ? 'ended' : next.failure;
      open = next.open;
      interaction = reopenInteraction(interaction);
      change({ connection: next.connection });
    }
  }

  /** A stream that broke off before its first event has ended early, as one that broke off after it has. */
  function isCut(failure: InteractionStreamErrorData | undefined): failure is undefined {
    return !failure || (failure.type === 'network' && hasOpened && interaction.status === 'idle');
  }

  /** Reads one connection to its end. Gives what it failed with, if it did. */
  async function readOnce(open: RunOptions['open']): Promise<InteractionStreamErrorData | undefined> {
    const connection = new AbortController();
    let isHungUp = false;
    dropped = undefined;
    hasSentSteps = false;
    hangUp = () => {
      isHungUp = true;
      connection.abort();
    };
    signal.addEventListener('abort', hangUp);
    try {
      if (signal.aborted) return undefined;
      const source = await untilAnswered(open, connection.signal);
      hasOpened = isResponse(source);
      if (!signal.aborted) change({ connection: 'open' });
      const { canResume, silence } = reconnector;
      watch = watchConnection({ hangUp, canResume, silence });
      watch.heard(interaction);
      const onDiagnostic: OnDiagnostic = (found) => callHost(callbacks().onDiagnostic, found);
      const { limits } = callbacks();
      await readSource(source, { signal: connection.signal, onEvents, onDiagnostic, limits });
      return undefined;
    } catch (thrown) {
      return isHungUp ? dropped : toStreamError(thrown).toJSON();
    } finally {
      signal.removeEventListener('abort', hangUp);
      endWatch();
    }
  }

  function onEvents(events: InteractionSSEEvent[]): void {
    if (signal.aborted) return;
    const time = now();
    queue.push(events);
    hasSentSteps ||= events.some(({ event_type }) => event_type === 'step.start');
    for (const event of events) {
      if (!signal.aborted) callHost(callbacks().onEvent, event, time);
      if (!isKnownEvent(event) && !signal.aborted) callHost(callbacks().onUnknownEvent, event);
    }
  }

  function fold(events: readonly InteractionSSEEvent[]): void {
    if (signal.aborted) return;
    const { limits } = callbacks();
    const { steps } = limitsOf(limits);
    const time = now();
    const folded = reduceEvents(interaction, events, time, limits);
    if (isOver(folded, steps)) exceed(events, steps, time);
    else interaction = folded;
    if (interaction.outcome === 'error' && reconnector.canResume(interaction)) drop();
    watch?.heard(interaction);
    change({ connection: 'open' });
    tellSteps();
  }

  /** Whether it has more steps than it may, and has got them only now. */
  function isOver({ steps }: InteractionState, most: number): boolean {
    return steps.length > most && steps.length > interaction.steps.length;
  }

  /** Folds events up to the one that would be a step too many, and hangs up. */
  function exceed(events: readonly InteractionSSEEvent[], most: number, time: number): void {
    const { limits } = callbacks();
    for (const event of events) {
      const folded = reduceEvents(interaction, [event], time, limits);
      if (isOver(folded, most)) break;
      interaction = folded;
    }
    dropped = limitError('steps', most).toJSON();
    hangUp();
  }

  /** The stream was cut by an error in it, although the interaction goes on: nobody has to see that. */
  function drop(): void {
    dropped = interaction.error;
    interaction = reopenInteraction(interaction);
    hangUp();
  }

  /** Tells the host of the steps that are whole now. What comes after a step that is still open waits for it. */
  function tellSteps(): void {
    for (;;) {
      const entry = interaction.steps[stepsTold];
      if (!entry || entry.status === 'streaming') return;
      stepsTold += 1;
      callHost(callbacks().onStep, entry, interaction);
    }
  }

  function end(how: RunEnd): void {
    if (signal.aborted) return;
    queue.flush();
    if (signal.aborted) return;
    abort.abort();
    clearTimeout(lastCall);
    endWatch();
    interaction = closeInteraction(interaction, how, now(), callbacks().limits);
    onEnd(interaction);
    const { error } = interaction;
    change({ connection: 'closed', error });
    tellSteps();
    if (error) callHost(callbacks().onError, error);
    callHost(callbacks().onFinish, interaction);
    onClosed(interaction);
  }

  function endWatch(): void {
    watch?.end();
    watch = undefined;
  }

  function change(thread: Partial<ThreadState>): void {
    callHost(onChange, interaction, thread);
  }

  return {
    start,
    end,
    cancel(told) {
      cancelled = told;
      void told.then((isTold) => {
        if (isTold && !signal.aborted) lastCall = setTimeout(() => hangUp(), GRACE);
      });
    },
  };
}

/** How many steps are whole, up to the first that is not. */
function countWhole({ steps }: InteractionState): number {
  const at = steps.findIndex(({ status }) => status !== 'done');
  return at < 0 ? steps.length : at;
}
