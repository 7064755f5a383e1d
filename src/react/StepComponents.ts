import type { ComponentPropsWithRef, ComponentType, ReactNode } from 'react';
import type {
  FunctionCallStep,
  FunctionResultStep,
  GoogleSearchCallStep,
  GoogleSearchResultStep,
  KnownStepType,
  ModelOutputStep,
  Step,
  ThoughtStep,
  UserInputStep,
} from '../protocol/Step.ts';
import type { InteractionStreamErrorData } from '../stream/InteractionStreamError.ts';
import type { CallDecision, FunctionCallAnswer } from '../store/state/CallDecision.ts';
import type { StepStatus } from '../store/state/InteractionState.ts';

/** What the store knows of a step beside the step itself. All optional: a stored interaction has none of it. */
export interface StepFacts {
  /** Default `done`. */
  status?: StepStatus;
  /** In ms since the epoch. */
  startedAt?: number;
  /** In ms since the epoch. */
  stoppedAt?: number;
}

type ElementProps = Omit<ComponentPropsWithRef<'div'>, 'children' | 'results'>;

/** Props of a component that draws one step. The element's own props pass through to the root element. */
export interface StepProps<S = Step> extends StepFacts, ElementProps {
  /** The step, as far as it has come. */
  step: S;
}

/**
 * Where a call stands. `streaming`: its arguments arrive. `running`: it waits for its result. `requires_action`: the host
 * must answer it. `done` and `error`: it has its result, or needs none. `interrupted`: it will never have one.
 */
export type CallStatus = 'streaming' | 'running' | 'requires_action' | 'done' | 'error' | 'interrupted';

/** Props of a card that draws a call and its result as one. Either may be missing. */
export interface CallProps<Call = Step, Result = Step> extends ElementProps {
  /** Missing where only a result came. */
  call?: Call;
  /** Missing until it comes. */
  result?: Result;
  /** Default: `error` when the result says so, else `done`. A call that the reader denied is `done`. */
  status?: CallStatus;
  /** A function call's arguments as they arrived: JSON text, maybe unfinished. */
  argumentsText?: string;
  /** Why `argumentsText` cannot be used. */
  argumentsError?: string;
  /** When the call started, in ms since the epoch. */
  startedAt?: number;
  /** When the result was whole, in ms since the epoch. */
  stoppedAt?: number;
}

/** Props of a component that draws a thought. */
export type ThoughtProps = StepProps<ThoughtStep>;

/** Props of a component that draws what the model said. */
export interface ModelOutputProps extends StepProps<ModelOutputStep> {
  /** The request asked for JSON, so that is what its texts are. */
  format?: 'json';
}

/** Props of a component that draws what the user said. */
export type UserInputProps = StepProps<UserInputStep>;

/** Props of a card that draws a function call, and may answer it. */
export interface FunctionCallProps extends CallProps<FunctionCallStep, FunctionResultStep> {
  /** What was decided about the call, and whether it waits for the reader. */
  decision?: CallDecision;
  /**
   * Answers the call. Only there while the call waits for an answer of the thread's owner; what goes wrong is in the
   * thread's `error`.
   */
  respond?: (answer: FunctionCallAnswer) => void;
  /**
   * What it is going to wait for, from its first event on: the reader's yes or no, or a result that nothing here makes by
   * itself. So room can be kept, and nothing moves once it waits.
   */
  asks?: 'approval' | 'result';
}

/** Why there is something to say at the end of an interaction. */
export type EndReason =
  | 'error'
  | 'truncated'
  | 'stopped'
  | 'failed'
  | 'cancelled'
  | 'incomplete'
  | 'budget_exceeded'
  | 'requires_action'
  | 'in_progress'
  | 'no_answer'
  | 'other';

/** Props of a component that says how an interaction ended, if not well, or what it waits for. */
export interface EndNoticeProps extends ElementProps {
  /** Why the turn ended so. */
  reason: EndReason;
  /** How serious it is. */
  tone: 'error' | 'warn' | 'info';
  /** What went wrong, as data, where something did: its `type`, `code` and `status` choose words of your own. */
  error?: InteractionStreamErrorData;
  /** The button that helps. Often there is none. */
  action?: ReactNode;
  /** One plain sentence. */
  children?: ReactNode;
}

/** Props of a card that draws a Google search and its result. */
export type SearchProps = CallProps<GoogleSearchCallStep, GoogleSearchResultStep>;

/** The types of which a call and its result are drawn as one card, by the call's type. */
export type CallStepType = Extract<KnownStepType, `${string}_call`>;

/**
 * Which component draws what, by step type; a call's type stands for the card of the call and its result. `functions`
 * picks a card by the function's name, before `function_call` does. `tool` draws the calls of all server-side tools that
 * have no component of their own here, those of unknown tools too. `unknown` draws every other step type. `notice` says how
 * an interaction ended.
 */
export type StepComponents = {
  /** What the user said. */
  user_input?: ComponentType<UserInputProps>;
  /** What the model said. */
  model_output?: ComponentType<ModelOutputProps>;
  /** What the model thought. */
  thought?: ComponentType<ThoughtProps>;
  /** Every call of a function, with its result, that has no card in `functions`. */
  function_call?: ComponentType<FunctionCallProps>;
  /** A search with its results. */
  google_search_call?: ComponentType<SearchProps>;
  /** Cards of functions, by their names. */
  functions?: { [name: string]: ComponentType<FunctionCallProps> };
  /** Every other call of a server-side tool, with its result. */
  tool?: ComponentType<CallProps>;
  /** Every step of a type that has no component. */
  unknown?: ComponentType<StepProps>;
  /** What a turn says at its end, where it did not end well. */
  notice?: ComponentType<EndNoticeProps>;
} & { [Type in Exclude<CallStepType, 'function_call' | 'google_search_call'>]?: ComponentType<CallProps> };

/** Components laid over others, type by type and function by function. The very same object when there are none. */
export function mergeStepComponents(base: StepComponents, own: StepComponents | undefined): StepComponents {
  if (own === undefined) return base;
  return { ...base, ...own, functions: { ...base.functions, ...own.functions } };
}
