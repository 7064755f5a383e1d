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

export { InteractionSteps, type InteractionStepsProps } from './components/InteractionSteps.tsx';
export type { ThreadTurn } from './components/ThreadTurn.ts';
export { UsageDetails, type UsageDetailsProps } from './components/UsageDetails.tsx';
export { InteractionScroll, type InteractionScrollProps } from './components/InteractionScroll.tsx';
export { UserInput } from './components/UserInput.tsx';
export { ModelOutput } from './components/ModelOutput.tsx';
export { ThoughtSummary } from './components/ThoughtSummary.tsx';
export { FunctionCallCard, type FunctionCallCardProps } from './components/FunctionCallCard.tsx';
export { SearchResultCard } from './components/SearchResultCard.tsx';
export { SearchSuggestions, type SearchSuggestionsProps } from './components/SearchSuggestions.tsx';
export { ToolCard } from './components/ToolCard.tsx';
export { UnknownStep } from './components/UnknownStep.tsx';
export { ErrorNotice, type ErrorNoticeProps } from './components/ErrorNotice.tsx';
export { Notice, type NoticeProps, type NoticeTone } from './components/Notice.tsx';
export { ContentItems, type ContentItemsProps } from './components/ContentItems.tsx';
export { ImageStep, type ImageStepProps } from './components/ImageStep.tsx';
export { AudioItem, type AudioItemProps } from './components/AudioItem.tsx';
export { VideoItem, type VideoItemProps } from './components/VideoItem.tsx';
export { DocumentItem, type DocumentItemProps } from './components/DocumentItem.tsx';
export { JsonAnswer, type JsonAnswerProps } from './components/JsonAnswer.tsx';
export { Markdown, type MarkdownProps } from './components/markdown/Markdown.tsx';
export type { MarkdownInsertion } from './components/markdown/MarkdownInsertion.ts';
export { SafeLink, type SafeLinkProps } from './components/SafeLink.tsx';
export { Sources, type SourcesProps } from './components/Sources.tsx';
export { collectSources, type Source } from './components/collectSources.ts';
export type { SourceReview } from './components/citations/readSource.ts';
export { Transcript, type TranscriptProps } from './components/Transcript.tsx';
export { textOfAnswer } from './components/textOfAnswer.ts';

export { createInteractionStore, type InteractionStore } from './store/createInteractionStore.ts';
export { selectInteraction } from './store/selectInteraction.ts';
export { selectPendingCalls, type FunctionCallEntry } from './store/selectPendingCalls.ts';
export { selectBranches } from './store/threadBranches.ts';
export {
  defineFunction,
  type ArgumentsOf,
  type FunctionCallContext,
  type InteractionFunction,
  type InteractionFunctions,
} from './store/InteractionFunction.ts';
export type { FromJsonSchema, JsonSchema } from './store/JsonSchema.ts';
export type { StandardSchema } from './store/StandardSchema.ts';
export type { ReconnectOptions } from './store/createReconnector.ts';
export type { CallDecision, CallDecisions, CallDecisionStatus, FunctionCallAnswer } from './store/CallDecision.ts';
export type {
  Connection,
  InteractionMetadata,
  InteractionOutcome,
  InteractionState,
  StepEntry,
  StepStatus,
  ThreadBranch,
  ThreadState,
} from './store/InteractionState.ts';
export type { FrameScheduler } from './store/frameScheduler.ts';
export type {
  InteractionActions,
  InteractionStoreState,
  InteractionStreamOptions,
} from './store/InteractionStreamOptions.ts';
export type { ThreadSummary } from './store/selectThread.ts';
export type { InitialInteractions, ThreadSnapshot } from './store/threadSnapshot.ts';

export { createFetchTransport, type FetchTransportOptions } from './stream/createFetchTransport.ts';
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
