import { asksForJson } from '../../protocol/asksForJson.ts';
import type { CreateInteractionParams } from '../../protocol/CreateInteractionParams.ts';
import { discardSource } from '../../stream/discardSource.ts';
import type { InteractionSource } from '../../stream/InteractionSource.ts';
import type { FunctionCallAnswer } from '../state/CallDecision.ts';
import { callHost } from './callHost.ts';
import { createCancel } from './createCancel.ts';
import { createFunctionCalls, type FunctionCalls } from '../functions/createFunctionCalls.ts';
import { createInteractionState } from '../state/createInteractionState.ts';
import { createReconnector, type ReconnectorOptions } from './createReconnector.ts';
import { createRun, type Run, type RunOptions } from './createRun.ts';
import type { InteractionState, ThreadState } from '../state/InteractionState.ts';
import { createRemembering, followUpOf, prepareRequest, type ThreadRequest } from './prepareRequest.ts';
import { reopenInteraction } from '../state/reopenInteraction.ts';
import { type FunctionCallEntry, unansweredCalls } from '../functions/selectPendingCalls.ts';
import { interactionOf } from '../functions/takeCall.ts';
import type { ThreadContext } from './ThreadContext.ts';
import { endedWell, turnStart } from './threadHistory.ts';
import { toInputSteps } from './toInputSteps.ts';
import { tooManyRounds } from './tooManyRounds.ts';
import { usageError } from '../../stream/usageError.ts';

/** How many rounds of function results are sent by themselves. */
const MAX_ROUNDS = 8;

/** One interaction that is to be read. */
interface RunStart extends Pick<ReconnectorOptions, 'params' | 'create'> {
  interaction: InteractionState;
  before: readonly InteractionState[];
  /** Without it, the interaction is taken up by its id. */
  open?: RunOptions['open'];
}

/** What happens in a thread by itself: an interaction is read to its end, functions run, their results go back. */
export interface Turns {
  readonly calls: FunctionCalls;
  /** Whether a stream is being read, or a function runs. */
  isRunning(): boolean;
  /** What was asked for an interaction, if that was in this session. */
  requestOf(key: string): ThreadRequest | undefined;
  /**
   * Sends a request as the interaction of this key, after these.
   *
   * @param changes What else becomes of the thread with it.
   * @throws InteractionStreamError of type `usage` for functions that cannot be declared, before anything has changed.
   */
  request(
    again: ThreadRequest,
    before: readonly InteractionState[],
    key: string,
    changes?: Partial<ThreadState>,
  ): Promise<InteractionState>;
  /** Reads a source that somebody else has opened. */
  read(
    source: InteractionSource | Promise<InteractionSource>,
    interaction: InteractionState,
    before: readonly InteractionState[],
  ): Promise<InteractionState>;
  /** Takes up an interaction by its id. */
  takeUp(id: string, interaction: InteractionState, before: readonly InteractionState[]): Promise<InteractionState>;
  /** Runs the functions that an interaction asks for, unless the thread has gone on without it. */
  goOn(ended: InteractionState): Promise<InteractionState>;
  /** Answers one call of the last interaction that asks for any. */
  respond(entry: FunctionCallEntry, answer: FunctionCallAnswer): Promise<InteractionState>;
  /** Does not wait for the server to close a connection on which the API has said that it is over. */
  endLate(): void;
  /** Closes the connection and aborts what runs. */
  stop(): void;
  /** Does the same, but what runs stays remembered. */
  disconnect(): void;
  /** Tells the server to stop the interaction that runs. */
  cancel(): Promise<void>;
  /** Forgets what was asked. */
  forget(): void;
}

export function createTurns(context: ThreadContext): Turns {
  const { store, commit, last, replaceLast, options, memory, scheduler, now, newKey } = context;
  const requests = new Map<string, ThreadRequest>();
  /** What is being read, and what comes of it with all that happens after it by itself. */
  let current: { run: Run; turn: Promise<InteractionState> } | undefined;
  /** Fires when what happens by itself is to stop. */
  let stopping = new AbortController();
  let isDisconnecting = false;

  const calls = createFunctionCalls({
    functions: () => options().functions,
    isDeclared: ({ key, step }) => (paramsOf(interactionOf(key)).tools ?? []).some(({ name }) => name === step.name),
    decisions: () => store.getState().decisions,
    setDecisions: (decisions) => commit({ decisions }),
    onAnswered: () => void followUp(last() as InteractionState).catch(() => undefined),
    now,
  });

  async function request(
    ...[again, before, key, changes = {}]: Parameters<Turns['request']>
  ): Promise<InteractionState> {
    const { transport } = options();
    if (!transport) throw usageError('There is no transport to send with.');
    const params = prepareRequest(again, before, options());
    const create = createRemembering(transport, before, again);
    requests.set(key, again);
    const interaction = {
      ...createInteractionState(key, toInputSteps(again.input), now()),
      ...(asksForJson(params) && { answersJson: true }),
    };
    const open = (signal: AbortSignal) => create(params, { signal });
    return run({ interaction, before, open, params, create }, changes);
  }

  async function takeUp(...[id, interaction, before]: Parameters<Turns['takeUp']>): Promise<InteractionState> {
    const { transport } = options();
    const sent = { input: interaction.input.map(({ step }) => step), params: undefined };
    return run({
      interaction: { ...reopenInteraction(interaction), id },
      before,
      params: prepareRequest(requests.get(interaction.key) ?? sent, before, options()),
      create: transport?.create.bind(transport),
    });
  }

  function read(...[source, interaction, before]: Parameters<Turns['read']>): Promise<InteractionState> {
    let isOpen = false;
    const open = () => {
      isOpen = true;
      return source;
    };
    const turn = run({ interaction, before, open });
    if (!isOpen) discardSource(source);
    return turn;
  }

  /** Puts an interaction into the thread and reads it to its end; then its functions run. */
  function run({ interaction, before, open, params, create }: RunStart, changes: Partial<ThreadState> = {}) {
    const { transport, reconnect } = options();
    const get = transport?.get?.bind(transport);
    const reconnector = createReconnector({ interaction, params, create, get, reconnect, now });
    const { signal } = stopping;
    let settle: (interaction: InteractionState | Promise<InteractionState>) => void;
    const turn = new Promise<InteractionState>((resolve) => (settle = resolve));
    const own = {
      turn,
      run: createRun({
        interaction,
        open: open ?? reconnector.resume(interaction),
        reconnector,
        scheduler,
        now,
        callbacks: options,
        onChange: (changed, fields) => {
          if (changed.id !== undefined && changed.outcome === 'running') memory.write(changed.id);
          commit({ ...changes, interactions: [...before, changed], ...fields });
          changes = {};
        },
        onEnd: ({ outcome }) => {
          current = undefined;
          if (outcome !== 'truncated' && !isDisconnecting) memory.write(undefined);
        },
        onClosed: (ended) => settle(signal.aborted ? ended : goOn(ended)),
      }),
    };
    current = own;
    own.run.start();
    return turn;
  }

  async function goOn(ended: InteractionState): Promise<InteractionState> {
    const { functions, transport, maxRounds = MAX_ROUNDS } = options();
    if (!functions || !transport || !isLast(ended) || !endedWell(ended)) return ended;
    const { interactions } = store.getState();
    const asked = unansweredCalls(interactions);
    if (asked.length === 0) return ended;
    const rounds = interactions.length - 1 - turnStart(interactions, interactions.length - 1);
    if (rounds < maxRounds) {
      const answered = answer(ended, () => calls.runAll(asked));
      return calls.isRunning() ? answered : followUp(ended);
    }
    const error = tooManyRounds(maxRounds);
    const failed = { ...ended, error };
    replaceLast(failed, { error });
    callHost(options().onError, error);
    return failed;
  }

  /** Lets functions run, and sends the answers back once all calls have theirs. */
  async function answer(asking: InteractionState, begin: () => void): Promise<InteractionState> {
    const { signal } = stopping;
    begin();
    await calls.whenIdle();
    if (!signal.aborted) return followUp(asking);
    return (isLast(asking) && !current && last()) || stopped(asking);
  }

  async function followUp(asking: InteractionState): Promise<InteractionState> {
    if (current) return current.turn;
    const { interactions, decisions } = store.getState();
    const asked = unansweredCalls(interactions);
    const input = asked.flatMap(({ key }) => decisions[key]?.result ?? []);
    // Nothing was begun: after a reload, the same may be asked again. What a function has done may not be done twice.
    if (input.length === 0 && asked.length > 0) memory.write(asking.id);
    if (input.length === 0 || input.length < asked.length) return last() ?? asking;
    const behind = requests.get(interactionOf(asked[0]?.key ?? ''));
    return request(followUpOf(behind, input), interactions, newKey());
  }

  function stop(): void {
    stopping.abort();
    stopping = new AbortController();
    if (calls.isRunning()) {
      calls.stop();
      const asking = last();
      if (asking) replaceLast(stopped(asking));
    }
    current?.run.end('stopped');
  }

  function endLate(): void {
    if (last()?.outcome !== 'running') current?.run.end('ended');
  }

  function paramsOf(key: string): CreateInteractionParams {
    return { ...options().params, ...requests.get(key)?.params };
  }

  function isLast({ key }: InteractionState): boolean {
    return last()?.key === key;
  }

  return {
    calls,
    isRunning: () => current !== undefined || calls.isRunning(),
    requestOf: (key) => requests.get(key),
    request,
    read,
    takeUp,
    goOn,
    respond: (entry, given) =>
      answer(last() as InteractionState, () => {
        calls.respond(entry, given);
        memory.write(undefined);
        endLate();
      }),
    endLate,
    stop,
    disconnect() {
      isDisconnecting = true;
      stop();
      isDisconnecting = false;
    },
    cancel: createCancel(context, () => current?.run, stop),
    forget: () => requests.clear(),
  };
}

function stopped(interaction: InteractionState): InteractionState {
  return { ...interaction, outcome: 'stopped' };
}
