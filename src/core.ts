/** The React-free half, in the order of the data flow: the API's words, bytes to events, events to state. */

export type * from './protocol/Annotation.ts';
export type * from './protocol/Content.ts';
export type * from './protocol/CreateInteractionParams.ts';
export type * from './protocol/Interaction.ts';
export type * from './protocol/InteractionSSEEvent.ts';
export type * from './protocol/Step.ts';
export type * from './protocol/StepDelta.ts';
export type * from './protocol/Usage.ts';
export { isTerminalStatus, isTurnOver } from './protocol/Interaction.ts';
export { isAnnotation, isContent, isEvent, isKnownEvent, isKnownStep, isStep } from './protocol/guards.ts';
export { normalizeEvent } from './protocol/normalizeEvent.ts';
export { normalizeInteraction } from './protocol/normalizeInteraction.ts';

export type { InteractionSource } from './stream/InteractionSource.ts';
export type {
  CreateInteractionOptions,
  GetInteractionOptions,
  InteractionTransport,
} from './stream/InteractionTransport.ts';
export type { OnDiagnostic, StreamDiagnostic } from './stream/StreamDiagnostic.ts';
export {
  InteractionStreamError,
  type InteractionStreamErrorData,
  type InteractionStreamErrorType,
} from './stream/InteractionStreamError.ts';
export { defaultLimits, type InteractionLimits } from './stream/InteractionLimits.ts';
export { createInteractionParser } from './stream/createInteractionParser.ts';
export { InteractionEventStream } from './stream/InteractionEventStream.ts';
export {
  createFetchTransport,
  type FetchTransport,
  type FetchTransportOptions,
} from './stream/createFetchTransport.ts';
export { createReplayTransport, type ReplayTransportOptions } from './stream/createReplayTransport.ts';
export { readSource, type ReadSourceOptions } from './stream/readSource.ts';

export type {
  Connection,
  InteractionMetadata,
  InteractionOutcome,
  InteractionState,
  StepEntry,
  StepStatus,
  ThreadBranch,
  ThreadState,
} from './store/state/InteractionState.ts';
export type { FrameScheduler } from './store/thread/frameScheduler.ts';
export type {
  InteractionActions,
  InteractionStoreState,
  InteractionStreamOptions,
} from './store/thread/InteractionStreamOptions.ts';
export type { InitialInteractions, ThreadSnapshot } from './store/thread/threadSnapshot.ts';
export { initialInteractionState } from './store/state/createInteractionState.ts';
export { closeInteraction, interactionReducer, reduceEvents } from './store/reducer/interactionReducer.ts';
export { parsePartialJson, type PartialJson } from './store/reducer/parsePartialJson.ts';
export { selectInteraction } from './store/state/selectInteraction.ts';
export { selectPendingCalls, type FunctionCallEntry } from './store/functions/selectPendingCalls.ts';
export { selectBranches } from './store/thread/threadBranches.ts';
export {
  defineFunction,
  type ArgumentsOf,
  type FunctionCallContext,
  type InteractionFunction,
  type InteractionFunctions,
} from './store/functions/InteractionFunction.ts';
export type { FromJsonSchema, JsonSchema } from './store/functions/JsonSchema.ts';
export type { StandardSchema } from './store/functions/StandardSchema.ts';
export type { ReconnectOptions } from './store/thread/createReconnector.ts';
export type {
  CallDecision,
  CallDecisions,
  CallDecisionStatus,
  FunctionCallAnswer,
} from './store/state/CallDecision.ts';
export { selectSteps, selectThreadSummary, type ThreadSummary } from './store/thread/selectThread.ts';
export { createInteractionStore, type InteractionStore } from './store/thread/createInteractionStore.ts';
