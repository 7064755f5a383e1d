import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CreateInteractionParams, InteractionInput } from '../../protocol/CreateInteractionParams.ts';
import { isStep } from '../../protocol/guards.ts';
import type { InteractionSource } from '../../stream/InteractionSource.ts';
import type { FunctionCallAnswer } from '../state/CallDecision.ts';
import { callHost } from './callHost.ts';
import { canGoOn, isHalted, isOpen } from './canGoOn.ts';
import { createInteractionState } from '../state/createInteractionState.ts';
import { createTurns } from './createTurns.ts';
import { frameScheduler } from './frameScheduler.ts';
import type { InteractionState, ThreadState } from '../state/InteractionState.ts';
import type { InteractionStoreState, InteractionStreamOptions } from './InteractionStreamOptions.ts';
import type { ThreadRequest } from './prepareRequest.ts';
import { selectPendingCalls, unansweredCalls } from '../functions/selectPendingCalls.ts';
import { interactionOf } from '../functions/takeCall.ts';
import { leaveBranch, pathTo, type ThreadPath } from './threadBranches.ts';
import { endedWell, turnStart } from './threadHistory.ts';
import { createThreadMemory } from './threadMemory.ts';
import { fromInitial, toSnapshot } from './threadSnapshot.ts';
import { throttleScheduler } from './throttleScheduler.ts';
import { toInputSteps } from './toInputSteps.ts';
import { usageError } from '../../stream/usageError.ts';

/** A thread: a vanilla zustand store. */
export interface InteractionStore extends StoreApi<InteractionStoreState> {
  /** Takes over options that changed: transport, params, functions and callbacks. */
  setOptions(options: InteractionStreamOptions): void;
  /** The options as they are now. */
  getOptions(): InteractionStreamOptions;
  /** Whether `retry()` has something to send, and a transport to send it with: what was only attached has not. */
  canRetry(): boolean;
  /** Whether `resume()` has something to take up, and a transport to do it with. */
  canResume(): boolean;
  /** The id that `storageKey` remembers. */
  rememberedId(): string | undefined;
  /** Closes the connection as `stop()` does, but still remembers under `storageKey` what runs. */
  disconnect(): void;
}

/** What the model is told of calls that wait while the user writes something else. */
const LEFT_BEHIND = 'It was left unanswered: something else was written instead.';

/**
 * Makes a thread.
 *
 * @throws TypeError for `initialInteractions` of another version.
 */
export function createInteractionStore(initialOptions: InteractionStreamOptions = {}): InteractionStore {
  let options = initialOptions;
  const { now = Date.now } = initialOptions;
  const scheduler = throttleScheduler(initialOptions.scheduler ?? frameScheduler, () => options.throttle ?? 0, now);
  const initial = fromInitial(initialOptions.initialInteractions);
  const memory = createThreadMemory(() => options.storageKey);
  let nextKey = keyAfter([...initial.interactions, ...initial.branches.flatMap(({ interactions }) => interactions)]);
  const newKey = () => String(nextKey++);
  /** The source that was attached last, and what it gives. */
  let attached: { source: unknown; key: string; result: Promise<InteractionState> } | undefined;

  const store: StoreApi<InteractionStoreState> = createStore<InteractionStoreState>(() => ({
    ...initial,
    connection: 'idle',
    send,
    attach,
    stop: () => turns.stop(),
    cancel: () => turns.cancel(),
    resume,
    retry,
    respondToFunctionCall,
    edit,
    regenerate,
    switchBranch,
    clear,
    getSnapshot: () => toSnapshot(store.getState()),
  }));
  const commit = (thread: Partial<ThreadState>) => callHost(() => store.setState(thread));
  const last = () => store.getState().interactions.at(-1);
  const replaceLast = (interaction: InteractionState, changes?: Partial<ThreadState>) =>
    commit({ ...changes, interactions: [...store.getState().interactions.slice(0, -1), interaction] });
  const turns = createTurns({
    store,
    commit,
    last,
    replaceLast,
    options: () => options,
    memory,
    scheduler,
    now,
    newKey,
  });

  async function send(input: InteractionInput, params?: CreateInteractionParams): Promise<InteractionState> {
    prepareFor('send');
    return request({ input, params }, store.getState());
  }

  async function retry(): Promise<InteractionState> {
    prepareFor('retry');
    const { interactions, decisions } = store.getState();
    const tried = last();
    const again = requestBehind(tried);
    if (!tried || !again) {
      throw usageError('There is nothing to send again: the last interaction has no input. Call send() instead.');
    }
    const kept = Object.entries(decisions).filter(([key]) => interactionOf(key) !== tried.key);
    return turns.request(again, interactions.slice(0, -1), tried.key, { decisions: Object.fromEntries(kept) });
  }

  async function edit(
    key: string,
    input: InteractionInput,
    params?: CreateInteractionParams,
  ): Promise<InteractionState> {
    prepareFor('edit');
    const at = turnAt(key);
    const own = params ?? turns.requestOf(store.getState().interactions[at]?.key ?? '')?.params;
    return request({ input, params: own }, leaveBranch(store.getState(), at));
  }

  async function regenerate(key = last()?.key ?? ''): Promise<InteractionState> {
    prepareFor('regenerate');
    const at = turnAt(key);
    const again = requestBehind(store.getState().interactions[at]);
    if (!again) throw usageError('There is nothing to send again: the turn has no input. Call edit() instead.');
    const { interactions, branches } = leaveBranch(store.getState(), at);
    return turns.request(again, interactions, newKey(), { branches });
  }

  async function attach(
    source: InteractionSource | Promise<InteractionSource>,
    { input }: { input?: InteractionInput } = {},
  ): Promise<InteractionState> {
    if (attached && attached.source === source && attached.key === last()?.key && turns.isRunning())
      return attached.result;
    try {
      refuseWhileRunning('attach');
    } catch (refusal) {
      Promise.resolve(source).catch(() => undefined);
      throw refusal;
    }
    const interaction = createInteractionState(newKey(), input === undefined ? [] : toInputSteps(input), now());
    const result = turns.read(source, interaction, store.getState().interactions);
    attached = { source, key: interaction.key, result };
    return result;
  }

  async function resume(id = idToResume()): Promise<InteractionState> {
    refuseWhileRunning('resume');
    if (id === undefined) throw usageError('There is nothing to take up. Give the id of a stored interaction.');
    if (!options.transport?.get) {
      throw usageError('resume() needs a transport that has get. createFetchTransport has it.');
    }
    const { interactions } = store.getState();
    const at = interactions.findIndex((known) => known.id === id);
    const known = interactions[at];
    if (!known) return turns.takeUp(id, createInteractionState(newKey()), interactions);
    if (at < interactions.length - 1) throw usageError(`The interaction "${id}" is not the last one of the thread.`);
    if (isOpen(known)) return turns.takeUp(id, known, interactions.slice(0, -1));
    if (!isHalted(known)) return turns.goOn(known);
    const asking = { ...known, outcome: 'finished' as const };
    replaceLast(asking);
    return turns.goOn(asking);
  }

  async function respondToFunctionCall(entryKey: string, answer: FunctionCallAnswer): Promise<InteractionState> {
    const waiting = selectPendingCalls(store.getState());
    const entry = waiting.find(({ key }) => key === entryKey);
    if (!entry) {
      const keys = waiting.map(({ key }) => `"${key}"`).join(', ') || 'none';
      throw usageError(`No function call waits under the key "${entryKey}". Those that wait: ${keys}.`);
    }
    requireTransport('respondToFunctionCall');
    return turns.respond(entry, answer);
  }

  function switchBranch(key: string): void {
    refuseWhileRunning('switchBranch');
    const path = pathTo(store.getState(), key);
    if (!path) throw usageError(`There is no branch "${key}". selectBranches() gives the keys that there are.`);
    commit({ ...path, error: undefined });
  }

  function clear(): void {
    turns.stop();
    turns.forget();
    memory.write(undefined);
    commit({ interactions: [], branches: [], decisions: {}, connection: 'idle', error: undefined });
  }

  function turnAt(key: string): number {
    const { interactions } = store.getState();
    const at = interactions.findIndex((interaction) => interaction.key === key);
    if (at < 0) throw usageError(`The thread has no interaction with the key "${key}".`);
    return turnStart(interactions, at);
  }

  /**
   * Sends what the reader wrote, with the answers to the calls before it in front: the API does not go on without them. Only
   * where the calls are ours to answer, and the input does not answer any itself.
   */
  function request({ input, params }: ThreadRequest, { interactions: before, branches }: ThreadPath) {
    const steps = toInputSteps(input);
    const isAnswer = steps.some((step) => isStep(step, 'function_result'));
    const waiting = options.functions && !isAnswer ? unansweredCalls(before.filter(endedWell)) : [];
    if (waiting.length === 0) return turns.request({ input, params }, before, newKey(), { branches });
    const decisions = turns.calls.denied(waiting, LEFT_BEHIND);
    const results = waiting.flatMap(({ key }) => decisions[key]?.result ?? []);
    return turns.request({ input: [...results, ...steps], params }, before, newKey(), { branches, decisions });
  }

  function requestBehind(interaction: InteractionState | undefined): ThreadRequest | undefined {
    return interaction && (turns.requestOf(interaction.key) ?? requestOf(interaction));
  }

  function idToResume(): string | undefined {
    const known = last();
    const hasMore = known && (isOpen(known) || (options.functions && (isHalted(known) || canGoOn(store.getState()))));
    return (hasMore ? known.id : undefined) ?? memory.read();
  }

  function prepareFor(action: string): void {
    refuseWhileRunning(action);
    requireTransport(action);
  }

  function refuseWhileRunning(action: string): void {
    turns.endLate();
    if (!turns.isRunning()) return;
    throw usageError(`${action}() was called while a stream runs. Wait for it to end, or call stop() first.`);
  }

  function requireTransport(action: string): void {
    if (options.transport) return;
    throw usageError(
      `${action}() needs a transport. Pass one in the options: transport: createFetchTransport({ url: '/api/interactions' }).`,
    );
  }

  return Object.assign(store, {
    setOptions(changed: InteractionStreamOptions) {
      options = changed;
    },
    getOptions: () => options,
    canRetry: () => Boolean(options.transport && requestBehind(last())),
    canResume: () => Boolean(options.transport?.get && idToResume() !== undefined),
    rememberedId: () => memory.read(),
    disconnect: () => turns.disconnect(),
  });
}

/** The request behind an interaction that was not sent in this session. */
function requestOf({ input }: InteractionState): ThreadRequest | undefined {
  return input.length > 0 ? { input: input.map(({ step }) => step), params: undefined } : undefined;
}

/** The first number that is the key of no interaction, nor was. */
function keyAfter(interactions: readonly InteractionState[]): number {
  return Math.max(-1, ...interactions.map(({ key }) => Number(key)).filter(Number.isInteger)) + 1;
}
