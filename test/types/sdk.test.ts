import type { Interactions } from '@google/genai';
import { describe, test } from 'vitest';
import type { KnownAnnotation } from '../../src/protocol/Annotation.ts';
import type { KnownContent } from '../../src/protocol/Content.ts';
import type { Interaction } from '../../src/protocol/Interaction.ts';
import type { InteractionSSEEvent, KnownEvent, KnownEventType } from '../../src/protocol/InteractionSSEEvent.ts';
import type { KnownStep, KnownStepType, Step } from '../../src/protocol/Step.ts';
import type { KnownDelta } from '../../src/protocol/StepDelta.ts';
import type { Usage } from '../../src/protocol/Usage.ts';
import { claim, type AllTrue, type IsAny, type Mutual } from './claims.ts';

type SDKEvent = Interactions.InteractionSSEEvent;
type SDKStep = Interactions.Step;
type SDKDelta = Interactions.StepDelta['delta'];

describe('the known words and those of @google/genai', () => {
  test('the known events are assignable to the SDK’s and back, all together and one by one', () => {
    claim<Mutual<KnownEvent, SDKEvent>>();
    claim<
      AllTrue<{
        [Type in KnownEventType | SDKEvent['event_type']]: Mutual<
          Extract<KnownEvent, { event_type: Type }>,
          Extract<SDKEvent, { event_type: Type }>
        >;
      }>
    >();
  });

  test('the known steps are assignable to the SDK’s and back, all together and one by one', () => {
    claim<Mutual<KnownStep, SDKStep>>();
    claim<
      AllTrue<{
        [Type in KnownStepType | SDKStep['type']]: Mutual<
          Extract<KnownStep, { type: Type }>,
          Extract<SDKStep, { type: Type }>
        >;
      }>
    >();
  });

  test('the known deltas are assignable to the SDK’s and back, all together and one by one', () => {
    claim<Mutual<KnownDelta, SDKDelta>>();
    claim<
      AllTrue<{
        [Type in KnownDelta['type'] | SDKDelta['type']]: Mutual<
          Extract<KnownDelta, { type: Type }>,
          Extract<SDKDelta, { type: Type }>
        >;
      }>
    >();
  });

  test('content items, annotations and usage are assignable to the SDK’s and back', () => {
    claim<Mutual<KnownContent, Interactions.Content>>();
    claim<Mutual<KnownAnnotation, Interactions.Annotation>>();
    claim<Mutual<Usage, Interactions.Usage>>();
  });

  test('what the SDK streams or answers can be given to us as it is', () => {
    claim<SDKEvent extends InteractionSSEEvent ? true : false>();
    claim<SDKStep extends Step ? true : false>();
    claim<Interactions.Interaction extends Interaction ? true : false>();
  });
});

describe('the instruments of these tests', () => {
  test('the SDK’s types are there, and not any', () => {
    claim<Mutual<IsAny<SDKEvent> | IsAny<SDKStep> | IsAny<SDKDelta> | IsAny<Interactions.Interaction>, false>>();
  });

  test('a difference is noticed', () => {
    // @ts-expect-error -- one step is not all steps
    claim<Mutual<KnownStep, Extract<SDKStep, { type: 'thought' }>>>();
    // @ts-expect-error -- a type that only one side has
    claim<Mutual<never, SDKStep>>();
    // @ts-expect-error -- one false claim among true ones
    claim<AllTrue<{ a: true; b: false }>>();
  });
});
