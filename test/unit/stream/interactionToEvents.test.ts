import { expect, test } from 'vitest';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { interactionToEvents } from '../../../src/stream/interactionToEvents.ts';

const thought = { type: 'thought' as const, signature: 'c2ln' };
const output = { type: 'model_output' as const, content: [{ type: 'text' as const, text: 'Hi' }] };
const interaction: Interaction = {
  id: 'int_1',
  status: 'completed',
  model: 'gemini',
  steps: [thought, output],
  usage: { total_tokens: 3 },
};

test('each step is started whole and stopped, between created and completed', () => {
  expect(interactionToEvents(interaction)).toEqual([
    { event_type: 'interaction.created', interaction: { id: 'int_1', model: 'gemini', status: 'in_progress' } },
    { event_type: 'step.start', index: 0, step: thought },
    { event_type: 'step.stop', index: 0 },
    { event_type: 'step.start', index: 1, step: output },
    { event_type: 'step.stop', index: 1 },
    { event_type: 'interaction.completed', interaction },
  ]);
});

test.each([
  'completed',
  'failed',
  'cancelled',
  'incomplete',
  'budget_exceeded',
  'requires_action',
  'requires_continuation',
])('an interaction that is %s is over', (status) => {
  expect(interactionToEvents({ ...interaction, status }).at(-1)).toEqual({
    event_type: 'interaction.completed',
    interaction: { ...interaction, status },
  });
});

test.each(['in_progress', 'queued', 'dreaming'])('an interaction that is %s goes on', (status) => {
  expect(interactionToEvents({ ...interaction, status }).at(-1)).toEqual({
    event_type: 'interaction.status_update',
    interaction_id: 'int_1',
    status,
    usage: { total_tokens: 3 },
  });
});

test('one without steps and id, as of a turn that was not stored, has an empty id', () => {
  const { id: _id, steps: _steps, ...rest } = interaction;
  expect(interactionToEvents(rest)).toEqual([
    { event_type: 'interaction.created', interaction: { id: '', model: 'gemini', status: 'in_progress' } },
    { event_type: 'interaction.completed', interaction: { ...rest, id: '' } },
  ]);
});
