import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CreateInteractionParams, InteractionInput } from '../protocol/CreateInteractionParams.ts';
import { InteractionStreamError } from '../stream/InteractionStreamError.ts';
import type { InteractionSource } from '../stream/InteractionSource.ts';
import { createInteractionState } from './createInteractionState.ts';
import { createRun, type Run, type RunOptions } from './createRun.ts';
import { frameScheduler } from './frameScheduler.ts';
import type { InteractionState } from './InteractionState.ts';
import type { InteractionStoreState, InteractionStreamOptions } from './InteractionStreamOptions.ts';
import { continueFrom } from './threadHistory.ts';
import { fromInitial, toSnapshot } from './threadSnapshot.ts';
import { toInputSteps } from './toInputSteps.ts';

/** A thread: a vanilla zustand store. */
export interface InteractionStore extends StoreApi<InteractionStoreState> {
  /** Takes over options that changed: transport, params and callbacks. */
  setOptions(options: InteractionStreamOptions): void;
  /** Whether `retry()` has something to send, and a transport to send it with: what was only attached has not. */
  canRetry(): boolean;
}

/** A request that can be sent again. */
interface Request {
  input: InteractionInput;
  params: CreateInteractionParams | undefined;
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
    const again = requestBehind(last);
    if (!last || !again) {
      throw usageError('There is nothing to send again: the last interaction has no input. Call send() instead.');
    }
    requireTransport('retry');
    return request(again, all.slice(0, -1), last.key);
  }

  function requestBehind(last: InteractionState | undefined): Request | undefined {
    return last && (requests.get(last.key) ?? requestOf(last));
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
    open: RunOptions['open'],
  ): Promise<InteractionState> {
    const own = createRun({
      interaction: createInteractionState(key, input === undefined ? [] : toInputSteps(input), now()),
      open,
      scheduler,
      now,
      callbacks: () => options,
      onChange: (interaction, fields) => store.setState({ interactions: [...before, interaction], ...fields }),
      onEnd: () => {
        current = undefined;
      },
    });
    current = own;
    own.start();
    return own.result;
  }

  /** Does not wait for the server to close a connection on which the API has said that it is over. */
  function refuseWhileRunning(action: string): void {
    if (store.getState().interactions.at(-1)?.outcome !== 'running') current?.end('ended');
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
    canRetry: () => Boolean(options.transport && requestBehind(store.getState().interactions.at(-1))),
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
