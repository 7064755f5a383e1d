import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CreateInteractionParams, InteractionInput } from '../protocol/CreateInteractionParams.ts';
import { isKnownEvent } from '../protocol/guards.ts';
import { isTurnOver } from '../protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { InteractionStreamError, type InteractionStreamErrorData } from '../stream/InteractionStreamError.ts';
import type { InteractionSource } from '../stream/InteractionSource.ts';
import { readSource } from '../stream/readSource.ts';
import { toStreamError } from '../stream/toStreamError.ts';
import { createEventQueue } from './createEventQueue.ts';
import { createInteractionState } from './createInteractionState.ts';
import { frameScheduler } from './frameScheduler.ts';
import { closeInteraction, reduceEvents } from './interactionReducer.ts';
import type { InteractionState, ThreadState } from './InteractionState.ts';
import type { InteractionStoreState, InteractionStreamOptions } from './InteractionStreamOptions.ts';
import { continueFrom } from './threadHistory.ts';
import { fromInitial, toSnapshot } from './threadSnapshot.ts';
import { toInputSteps } from './toInputSteps.ts';

/** How long a connection may stay silent and open after the API has said that it is over, in ms. Some servers never close it. */
const GRACE = 1000;

/** The same where only the status said so, in ms: after a `requires_action` the same stream may go on. */
const STATUS_GRACE = 10_000;

/** A thread: a vanilla zustand store. */
export interface InteractionStore extends StoreApi<InteractionStoreState> {
  /** Takes over options that changed: transport, params and callbacks. */
  setOptions(options: InteractionStreamOptions): void;
}

/** A request that can be sent again. */
interface Request {
  input: InteractionInput;
  params: CreateInteractionParams | undefined;
}

/** The stream that runs now. */
interface Run {
  /** Closes the run; its late events are ignored. */
  end(how: 'ended' | 'stopped' | InteractionStreamErrorData): void;
}

/**
 * Makes a thread.
 *
 * @throws TypeError for `initialInteractions` of another version.
 */
export function createInteractionStore(initialOptions: InteractionStreamOptions = {}): InteractionStore {
  let options = initialOptions;
  const { scheduler = frameScheduler, now = Date.now } = initialOptions;
  const requests = new Map<string, Request>();
  const interactions = fromInitial(initialOptions.initialInteractions);
  let nextKey = keyAfter(interactions);
  let current: Run | undefined;
  /** The source that was attached last, and the run that reads it. */
  let attached: { source: unknown; run: Run | undefined; result: Promise<InteractionState> } | undefined;

  const store: StoreApi<InteractionStoreState> = createStore<InteractionStoreState>(() => ({
    interactions,
    connection: 'idle',
    send,
    attach,
    stop,
    retry,
    clear,
    getSnapshot: () => toSnapshot(store.getState()),
  }));

  async function send(input: InteractionInput, params?: CreateInteractionParams): Promise<InteractionState> {
    refuseWhileRunning('send');
    requireTransport('send');
    return request({ input, params }, store.getState().interactions, String(nextKey++));
  }

  async function retry(): Promise<InteractionState> {
    refuseWhileRunning('retry');
    const { interactions: all } = store.getState();
    const last = all.at(-1);
    const again = last && (requests.get(last.key) ?? requestOf(last));
    if (!last || !again) {
      throw usageError('There is nothing to send again: the last interaction has no input. Call send() instead.');
    }
    requireTransport('retry');
    return request(again, all.slice(0, -1), last.key);
  }

  function request(again: Request, before: readonly InteractionState[], key: string): Promise<InteractionState> {
    requests.set(key, again);
    const params = continueFrom(before, again.input, { stream: true, ...options.params, ...again.params });
    return run(key, before, again.input, (signal) => requireTransport('send').create(params, { signal }));
  }

  async function attach(
    source: InteractionSource | Promise<InteractionSource>,
    { input }: { input?: InteractionInput } = {},
  ): Promise<InteractionState> {
    if (current && attached?.run === current && attached.source === source) return attached.result;
    refuseWhileRunning('attach');
    const result = run(String(nextKey++), store.getState().interactions, input, () => source);
    attached = { source, run: current, result };
    return result;
  }

  function stop(): void {
    current?.end('stopped');
  }

  function clear(): void {
    stop();
    requests.clear();
    store.setState({ interactions: [], connection: 'idle', error: undefined });
  }

  /** Adds an interaction to the thread and reads its source to the end. Never rejects. */
  function run(
    key: string,
    before: readonly InteractionState[],
    input: InteractionInput | undefined,
    open: (signal: AbortSignal) => InteractionSource | Promise<InteractionSource>,
  ): Promise<InteractionState> {
    return new Promise((resolve) => {
      const abort = new AbortController();
      const { signal } = abort;
      let grace: ReturnType<typeof setTimeout> | undefined;
      let interaction = createInteractionState(key, input === undefined ? [] : toInputSteps(input), now());

      const self: Run = { end };
      current = self;
      const queue = createEventQueue(scheduler, fold);
      commit({ connection: 'connecting', error: undefined });
      read().then(
        () => end('ended'),
        (thrown: unknown) => end(toStreamError(thrown).toJSON()),
      );

      async function read(): Promise<void> {
        if (signal.aborted) return;
        const source = await open(signal);
        if (current === self) commit({ connection: 'open' });
        await readSource(source, { signal, onEvents, onDiagnostic: (found) => call(options.onDiagnostic, found) });
      }

      function onEvents(events: InteractionSSEEvent[]): void {
        if (current !== self) return;
        const time = now();
        queue.push(events);
        for (const event of events) {
          if (current === self) call(options.onEvent, event, time);
          if (current === self && !isKnownEvent(event)) call(options.onUnknownEvent, event);
        }
      }

      function fold(events: readonly InteractionSSEEvent[]): void {
        if (current !== self) return;
        interaction = reduceEvents(interaction, events, now());
        clearTimeout(grace);
        if (interaction.outcome !== 'running') grace = setTimeout(end, GRACE, 'ended');
        else if (isTurnOver(interaction.status)) grace = setTimeout(end, STATUS_GRACE, 'ended');
        commit({ connection: 'open' });
      }

      function end(how: 'ended' | 'stopped' | InteractionStreamErrorData): void {
        if (current !== self) return;
        queue.flush();
        if (current !== self) return;
        current = undefined;
        clearTimeout(grace);
        abort.abort();
        interaction = closeInteraction(interaction, how, now());
        const { error } = interaction;
        commit({ connection: 'closed', error });
        if (error) call(options.onError, error);
        call(options.onFinish, interaction);
        resolve(interaction);
      }

      function commit(fields: Partial<ThreadState>): void {
        call(() => store.setState({ interactions: [...before, interaction], ...fields }));
      }
    });
  }

  function refuseWhileRunning(action: string): void {
    if (!current) return;
    throw usageError(`${action}() was called while a stream runs. Wait for it to end, or call stop() first.`);
  }

  function requireTransport(action: string) {
    if (options.transport) return options.transport;
    throw usageError(
      `${action}() needs a transport. Pass one in the options: transport: createFetchTransport({ url: '/api/interactions' }).`,
    );
  }

  return Object.assign(store, {
    setOptions(changed: InteractionStreamOptions) {
      options = changed;
    },
  });
}

/** The request behind an interaction that was not sent in this session. */
function requestOf({ input }: InteractionState): Request | undefined {
  return input.length > 0 ? { input: input.map(({ step }) => step), params: undefined } : undefined;
}

function usageError(message: string): InteractionStreamError {
  return new InteractionStreamError({ type: 'usage', message, retryable: false });
}

/** The first number that is the key of no interaction, nor was. */
function keyAfter(interactions: readonly InteractionState[]): number {
  return Math.max(-1, ...interactions.map(({ key }) => Number(key)).filter(Number.isInteger)) + 1;
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
