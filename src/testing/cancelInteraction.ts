import { isTurnOver } from '../protocol/Interaction.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';
import type { Fault } from './Fault.ts';
import { foldFrames } from './foldFrames.ts';
import { DONE_FRAME, sseFrame } from './sseFrames.ts';
import type { ServerInteraction } from './startInteraction.ts';

/** Breaks an interaction off, for all who follow it, and answers with what it has become. */
export function cancelInteraction({ playback, identify }: ServerInteraction, faults: readonly Fault[]): Response {
  const { interaction } = foldFrames(playback.framesOut());
  if (playback.isOver() || isTurnOver(interaction.status)) {
    return apiErrorResponse('failed_precondition', `The interaction is not running: it is ${interaction.status}.`);
  }
  const { steps: _, ...cancelled } = { ...interaction, status: 'cancelled' };
  const event = { interaction: cancelled, event_type: 'interaction.completed' };
  playback.breakOff(identify([sseFrame(event.event_type, JSON.stringify(event)), DONE_FRAME]));
  if (faults.some(({ type }) => type === 'cancel_error')) return streamedError();
  return Response.json(foldFrames(playback.framesOut()).interaction);
}

function streamedError(): Response {
  const error = { message: 'The interaction was cancelled.', code: 'cancelled' };
  const body = sseFrame('error', JSON.stringify({ error, event_type: 'error' }));
  return new Response(body, { status: 500, headers: { 'content-type': 'text/event-stream' } });
}
