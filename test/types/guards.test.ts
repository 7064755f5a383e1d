import { describe, test } from 'vitest';
import type { Annotation, URLCitation } from '../../src/protocol/Annotation.ts';
import type { Content, ImageContent } from '../../src/protocol/Content.ts';
import { isAnnotation, isContent, isEvent, isKnownEvent, isKnownStep, isStep } from '../../src/protocol/guards.ts';
import type { Interaction } from '../../src/protocol/Interaction.ts';
import type {
  InteractionSSEEvent,
  KnownEvent,
  StepDeltaEvent,
  UnknownEvent,
} from '../../src/protocol/InteractionSSEEvent.ts';
import type { normalizeEvent } from '../../src/protocol/normalizeEvent.ts';
import type { normalizeInteraction } from '../../src/protocol/normalizeInteraction.ts';
import type { KnownStep, Step, ThoughtStep, UnknownStep } from '../../src/protocol/Step.ts';
import { claim, type Same } from './claims.ts';

declare const step: Step;
declare const event: InteractionSSEEvent;
declare const content: Content;
declare const annotation: Annotation;

describe('what the guards narrow to', () => {
  test('isStep narrows a step to the one of that type', () => {
    if (isStep(step, 'thought')) claim<Same<typeof step, ThoughtStep>>();
    // @ts-expect-error -- no such step is known
    isStep(step, 'hologram_call');
  });

  test('isKnownStep splits steps into the closed union and the rest', () => {
    if (isKnownStep(step)) {
      claim<Same<typeof step, KnownStep>>();
      if (step.type === 'function_call') claim<Same<typeof step.name, string>>();
    } else {
      claim<Same<typeof step, UnknownStep>>();
      claim<Same<(typeof step)['anything'], unknown>>();
    }
  });

  test('isEvent and isKnownEvent do the same for events', () => {
    if (isEvent(event, 'step.delta')) {
      claim<Same<typeof event, StepDeltaEvent>>();
      if (event.delta.type === 'text') claim<Same<typeof event.delta.text, string>>();
    }
    if (isKnownEvent(event)) claim<Same<typeof event, KnownEvent>>();
    else claim<Same<typeof event, UnknownEvent>>();
    // @ts-expect-error -- words of former revisions are none of ours
    isEvent(event, 'content.delta');
  });

  test('isContent and isAnnotation narrow to one type', () => {
    if (isContent(content, 'image')) claim<Same<typeof content, ImageContent>>();
    if (isAnnotation(annotation, 'url_citation')) claim<Same<typeof annotation, URLCitation>>();
  });

  test('whatever is normalised is an event, or an interaction if it is one at all', () => {
    claim<Same<Parameters<typeof normalizeEvent>, [value: unknown, eventName?: string]>>();
    claim<Same<ReturnType<typeof normalizeEvent>, InteractionSSEEvent>>();
    claim<Same<ReturnType<typeof normalizeInteraction>, Interaction | undefined>>();
  });
});
