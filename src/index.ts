'use client';

/** Hooks, the provider and the components, and the types and makers that they need. */

export { useInteractionStream, type InteractionStreamHandle } from './react/useInteractionStream.ts';
export { useInteractionSelector, useInteractionSteps } from './react/useInteractionSelector.ts';
export {
  InteractionProvider,
  useLabels,
  usePolicy,
  useStepComponents,
  type InteractionProviderProps,
} from './react/InteractionProvider.tsx';
export { defaultLimits, type InteractionLimits } from './stream/InteractionLimits.ts';
export { defaultLabels, type Labels, type LabelsOverride } from './react/labels.ts';
export {
  defaultUrlPolicy,
  mediaDecision,
  safeLinkHref,
  type MediaDecision,
  type UrlPolicy,
} from './react/urlPolicy.ts';
export type { CodeToken, Highlighter, LineTokenizer, SyntaxKind, TokenizedLine } from './react/Highlighter.ts';
export type { FenceProps, MarkdownRenderers, MathProps } from './react/MarkdownRenderers.ts';
export type {
  CallProps,
  CallStatus,
  EndNoticeProps,
  EndReason,
  FunctionCallProps,
  ModelOutputProps,
  SearchProps,
  StepComponents,
  StepProps,
  ThoughtProps,
  UserInputProps,
} from './react/StepComponents.ts';

export { InteractionSteps, type InteractionStepsProps } from './components/thread/InteractionSteps.tsx';
export type { ThreadTurn } from './components/thread/ThreadTurn.ts';
export { UsageDetails, type UsageDetailsProps } from './components/thread/UsageDetails.tsx';
export { InteractionScroll, type InteractionScrollProps } from './components/thread/InteractionScroll.tsx';
export { UserInput } from './components/steps/UserInput.tsx';
export { ModelOutput } from './components/steps/ModelOutput.tsx';
export { ThoughtSummary } from './components/steps/ThoughtSummary.tsx';
export { FunctionCallCard, type FunctionCallCardProps } from './components/steps/FunctionCallCard.tsx';
export { SearchResultCard } from './components/steps/SearchResultCard.tsx';
export { SearchSuggestions, type SearchSuggestionsProps } from './components/steps/SearchSuggestions.tsx';
export { ToolCard } from './components/steps/ToolCard.tsx';
export { UnknownStep } from './components/steps/UnknownStep.tsx';
export { ErrorNotice, type ErrorNoticeProps } from './components/thread/ErrorNotice.tsx';
export { Notice, type NoticeProps, type NoticeTone } from './components/parts/Notice.tsx';
export { ContentItems, type ContentItemsProps } from './components/steps/ContentItems.tsx';
export { ImageStep, type ImageStepProps } from './components/media/ImageStep.tsx';
export { AudioItem, type AudioItemProps } from './components/media/AudioItem.tsx';
export { VideoItem, type VideoItemProps } from './components/media/VideoItem.tsx';
export { DocumentItem, type DocumentItemProps } from './components/media/DocumentItem.tsx';
export { JsonAnswer, type JsonAnswerProps } from './components/json/JsonAnswer.tsx';
export { Markdown, type MarkdownProps } from './components/markdown/Markdown.tsx';
export type { MarkdownInsertion } from './components/markdown/MarkdownInsertion.ts';
export { SafeLink, type SafeLinkProps } from './components/parts/SafeLink.tsx';
export { Sources, type SourcesProps } from './components/citations/Sources.tsx';
export { collectSources, type Source } from './components/citations/collectSources.ts';
export type { SourceReview } from './components/citations/readSource.ts';
export { Transcript, type TranscriptProps } from './components/citations/Transcript.tsx';
export { textOfAnswer } from './components/thread/textOfAnswer.ts';

export { createInteractionStore, type InteractionStore } from './store/thread/createInteractionStore.ts';
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
export type { ThreadSummary } from './store/thread/selectThread.ts';
export type { InitialInteractions, ThreadSnapshot } from './store/thread/threadSnapshot.ts';

export {
  createFetchTransport,
  type FetchTransport,
  type FetchTransportOptions,
} from './stream/createFetchTransport.ts';
export { createReplayTransport, type ReplayTransportOptions } from './stream/createReplayTransport.ts';
export type { InteractionSource } from './stream/InteractionSource.ts';
export type { InteractionTransport } from './stream/InteractionTransport.ts';
export {
  InteractionStreamError,
  type InteractionStreamErrorData,
  type InteractionStreamErrorType,
} from './stream/InteractionStreamError.ts';

export type * from './protocol/Annotation.ts';
export type * from './protocol/Content.ts';
export type * from './protocol/CreateInteractionParams.ts';
export type * from './protocol/Interaction.ts';
export type * from './protocol/InteractionSSEEvent.ts';
export type * from './protocol/Step.ts';
export type * from './protocol/StepDelta.ts';
export type * from './protocol/Usage.ts';
export { isAnnotation, isContent, isEvent, isKnownEvent, isKnownStep, isStep } from './protocol/guards.ts';
