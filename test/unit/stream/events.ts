import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';

/** A small whole stream, with characters of one to four bytes. */
export const events: InteractionSSEEvent[] = [
  { event_type: 'interaction.created', interaction: { id: 'int_1', status: 'in_progress', model: 'gemini' } },
  { event_type: 'interaction.status_update', interaction_id: 'int_1', status: 'in_progress' },
  { event_type: 'step.start', index: 0, step: { type: 'model_output' } },
  { event_type: 'step.delta', index: 0, delta: { type: 'text', text: 'Grüße — ' } },
  { event_type: 'step.delta', index: 0, delta: { type: 'text', text: '世界 🌍' } },
  { event_type: 'step.stop', index: 0 },
  { event_type: 'interaction.completed', interaction: { id: 'int_1', status: 'completed' } },
];

export const frame = (event: InteractionSSEEvent): string =>
  `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`;

export const framed = (list: readonly InteractionSSEEvent[]): string => list.map(frame).join('');

export const DONE = 'event: done\ndata: [DONE]\n\n';

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The bytes cut at these places (in any order, repeated or not). */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.filter((place) => place <= bytes.length), bytes.length].sort((a, b) => a - b);
  return ends.map((end, at) => bytes.slice(ends[at - 1] ?? 0, end));
}
