import { definedOf } from '../../protocol/Wire.ts';
import type { CallDecision, CallDecisions, FunctionCallAnswer } from '../state/CallDecision.ts';
import { deniedResult, functionResult } from './functionResult.ts';
import type { InteractionFunction, InteractionFunctions } from './InteractionFunction.ts';
import { runFunction } from './runFunction.ts';
import type { FunctionCallEntry } from './selectPendingCalls.ts';
import { usageError } from '../../stream/usageError.ts';

export interface FunctionCallsOptions {
  functions: () => InteractionFunctions | undefined;
  /** Whether the host has declared the function by itself, and so answers its calls. */
  isDeclared: (call: FunctionCallEntry) => boolean;
  decisions: () => CallDecisions;
  setDecisions: (decisions: CallDecisions) => void;
  /** Is told, in the same task, when a function has come to its end. */
  onAnswered: () => void;
  /** The clock, in ms since the epoch. */
  now: () => number;
}

/** The function calls of a thread: who answers them, and with what. */
export interface FunctionCalls {
  /** Whether any function runs. */
  isRunning(): boolean;
  /** Resolves once no function runs, whether they have come to their ends or were stopped. */
  whenIdle(): Promise<void>;
  /** Begins all that can run by itself. What waits for somebody waits on. */
  runAll(calls: readonly FunctionCallEntry[]): void;
  /**
   * Answers one call, or begins its function.
   *
   * @throws InteractionStreamError of type `usage` where there is nothing to approve, or for what is no answer.
   */
  respond(call: FunctionCallEntry, answer: FunctionCallAnswer): void;
  /** The decisions with a denial of every one of these calls that nobody has answered. */
  denied(calls: readonly FunctionCallEntry[], reason: string): CallDecisions;
  /** Aborts what runs. What had its answer keeps it. */
  stop(): void;
}

export function createFunctionCalls(options: FunctionCallsOptions): FunctionCalls {
  const { functions, isDeclared, decisions, setDecisions, onAnswered, now } = options;
  const running = new Set<Promise<void>>();
  let abort = new AbortController();

  function decide({ key }: FunctionCallEntry, decision: CallDecision): void {
    setDecisions({ ...decisions(), [key]: { ...decisions()[key], ...decision } });
  }

  function definitionOf({ step }: FunctionCallEntry): InteractionFunction | undefined {
    const all = functions() ?? {};
    return Object.hasOwn(all, step.name) ? all[step.name] : undefined;
  }

  function begin(call: FunctionCallEntry): void {
    const status = decisions()[call.key]?.status;
    if (status !== undefined && status !== 'needs_result') return;
    const definition = definitionOf(call);
    if (!definition && isDeclared(call)) return decide(call, { status: 'needs_result' });
    const problem = problemOf(call, definition);
    if (problem !== undefined) return decide(call, answered({ result: functionResult(call.step, problem, true) }));
    if (!definition?.run) return decide(call, { status: 'needs_result' });
    if (definition.needsApproval === true) return decide(call, { status: 'needs_approval' });
    run(call, definition, false);
  }

  /** Why a call can be answered by nobody: the model is told, and may do better. */
  function problemOf(
    { step, argumentsError }: FunctionCallEntry,
    definition: InteractionFunction | undefined,
  ): string | undefined {
    const names = Object.keys(functions() ?? {}).join(', ');
    if (!definition) return `There is no function "${step.name}". There are: ${names}.`;
    return argumentsError && `The arguments cannot be read: ${argumentsError}`;
  }

  function run(call: FunctionCallEntry, definition: InteractionFunction, isApproved: boolean): void {
    const { signal } = abort;
    decide(call, { status: 'running', startedAt: now(), ...(isApproved && { decided: 'approved' }) });
    const work: Promise<void> = runFunction(definition, call, signal, isApproved)
      .then((result) => {
        if (signal.aborted) return;
        decide(call, result ? answered({ result }) : { status: 'needs_approval' });
        onAnswered();
      })
      .catch(() => undefined)
      .then(() => void running.delete(work));
    running.add(work);
  }

  function answered(decision: Omit<CallDecision, 'status'>): CallDecision {
    return { ...decision, status: 'answered', stoppedAt: now() };
  }

  function approve(call: FunctionCallEntry): void {
    const definition = definitionOf(call);
    if (!definition?.run) throw nothingToRun(call.step.name);
    const problem = problemOf(call, definition);
    if (problem === undefined) return run(call, definition, true);
    decide(call, answered({ result: functionResult(call.step, problem, true), decided: 'approved' }));
  }

  function denial({ step }: FunctionCallEntry, reason: string | undefined): CallDecision {
    return definedOf(answered({ result: deniedResult(step, reason), decided: 'denied', reason }));
  }

  return {
    isRunning: () => Object.values(decisions()).some(({ status }) => status === 'running'),
    async whenIdle() {
      while (running.size > 0) await Promise.all(running);
    },
    runAll(calls) {
      const { signal } = abort;
      for (const call of calls) if (!signal.aborted) begin(call);
    },
    respond(call, given) {
      if ('result' in given) {
        const result = functionResult(call.step, given.result, given.isError);
        decide(call, answered({ result, decided: 'answered' }));
      } else if ('deny' in given && given.deny) {
        decide(call, denial(call, given.reason));
      } else if ('approve' in given && given.approve) approve(call);
      else throw usageError('An answer to a function call is { approve: true }, { deny: true } or { result }.');
    },
    denied(calls, reason) {
      const open = calls.filter(({ key }) => decisions()[key]?.status !== 'answered');
      return { ...decisions(), ...Object.fromEntries(open.map((call) => [call.key, denial(call, reason)])) };
    },
    stop() {
      abort.abort();
      abort = new AbortController();
      const rest = Object.entries(decisions()).filter(([, { status }]) => status !== 'running');
      if (rest.length < Object.keys(decisions()).length) setDecisions(Object.fromEntries(rest));
    },
  };
}

function nothingToRun(name: string) {
  return usageError(
    `The call of "${name}" cannot be approved: there is no function with a run for it. Answer with { result } or { deny: true } instead.`,
  );
}
