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
import type { CallDecision, FunctionCallAnswer } from '../store/CallDecision.ts';
import type { StepStatus } from '../store/InteractionState.ts';

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
  step: S;
}

/**
 * Where a call stands. `streaming`: its arguments arrive. `running`: it waits for its result. `requires_action`: the host
 * must answer it. `done` and `error`: it has its result, or needs none. `interrupted`: it will never have one.
 */
export type CallStatus = 'streaming' | 'running' | 'requires_action' | 'done' | 'error' | 'interrupted';

/** Props of a card that draws a call and its result as one. Either may be missing. */
export interface CallProps<Call = Step, Result = Step> extends ElementProps {
  call?: Call;
  result?: Result;
  /** Default: `error` when the result says so, else `done`. */
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

export type ThoughtProps = StepProps<ThoughtStep>;

/** Props of a component that draws what the model said. */
export interface ModelOutputProps extends StepProps<ModelOutputStep> {
  /** The request asked for JSON, so that is what its texts are. */
  format?: 'json';
}

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
  | 'no_answer';

/** Props of a component that says how an interaction ended, if not well, or what it waits for. */
export interface EndNoticeProps extends ElementProps {
  reason: EndReason;
  /** How serious it is. */
  tone: 'error' | 'warn' | 'info';
  /** What the API calls it. */
  code?: string;
  /** The button that helps. Often there is none. */
  action?: ReactNode;
  /** One plain sentence. */
  children?: ReactNode;
}

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
  user_input?: ComponentType<UserInputProps>;
  model_output?: ComponentType<ModelOutputProps>;
  thought?: ComponentType<ThoughtProps>;
  function_call?: ComponentType<FunctionCallProps>;
  google_search_call?: ComponentType<SearchProps>;
  functions?: { [name: string]: ComponentType<FunctionCallProps> };
  tool?: ComponentType<CallProps>;
  unknown?: ComponentType<StepProps>;
  notice?: ComponentType<EndNoticeProps>;
} & { [Type in Exclude<CallStepType, 'function_call' | 'google_search_call'>]?: ComponentType<CallProps> };

/** Components laid over others, type by type and function by function. The very same object when there are none. */
export function mergeStepComponents(base: StepComponents, own: StepComponents | undefined): StepComponents {
  if (own === undefined) return base;
  return { ...base, ...own, functions: { ...base.functions, ...own.functions } };
}
