import type { KnownEvent, KnownEventType, InteractionSSEEvent } from './InteractionSSEEvent.ts';
import type { KnownStep, KnownStepType, Step } from './Step.ts';
import type { Content, KnownContent } from './Content.ts';
import type { Annotation, KnownAnnotation } from './Annotation.ts';

/** `Record<Type, true>` makes the compiler complain when a type joins the union and is not listed. */
const EVENT_TYPES: Record<KnownEventType, true> = {
  'interaction.created': true,
  'interaction.status_update': true,
  'step.start': true,
  'step.delta': true,
  'step.stop': true,
  'interaction.completed': true,
  error: true,
};

const STEP_TYPES: Record<KnownStepType, true> = {
  user_input: true,
  model_output: true,
  thought: true,
  function_call: true,
  function_result: true,
  code_execution_call: true,
  code_execution_result: true,
  url_context_call: true,
  url_context_result: true,
  google_search_call: true,
  google_search_result: true,
  google_maps_call: true,
  google_maps_result: true,
  file_search_call: true,
  file_search_result: true,
  mcp_server_tool_call: true,
  mcp_server_tool_result: true,
  retrieval_call: true,
  retrieval_result: true,
  processing_call: true,
  processing_result: true,
};

/** Whether the event's type is one this version knows. Its fields may still be missing. */
export function isKnownEvent(event: InteractionSSEEvent): event is KnownEvent {
  return Object.hasOwn(EVENT_TYPES, event.event_type);
}

/** Narrows an event to one type: `isEvent(event, 'step.delta')`. */
export function isEvent<Type extends KnownEventType>(
  event: InteractionSSEEvent,
  type: Type,
): event is Extract<KnownEvent, { event_type: Type }> {
  return event.event_type === type;
}

/** Whether the step's type is one this version knows. Its fields may still be missing. */
export function isKnownStep(step: Step): step is KnownStep {
  return Object.hasOwn(STEP_TYPES, step.type);
}

/** Narrows a step to one type: `isStep(step, 'thought')`. */
export function isStep<Type extends KnownStepType>(step: Step, type: Type): step is Extract<KnownStep, { type: Type }> {
  return step.type === type;
}

/** Narrows a content item to one type: `isContent(item, 'image')`. */
export function isContent<Type extends KnownContent['type']>(
  content: Content,
  type: Type,
): content is Extract<KnownContent, { type: Type }> {
  return content.type === type;
}

/** Narrows an annotation to one type: `isAnnotation(annotation, 'url_citation')`. */
export function isAnnotation<Type extends KnownAnnotation['type']>(
  annotation: Annotation,
  type: Type,
): annotation is Extract<KnownAnnotation, { type: Type }> {
  return annotation.type === type;
}
