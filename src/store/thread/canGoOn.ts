import { isTurnOver } from '../../protocol/Interaction.ts';
import type { InteractionState, ThreadState } from '../state/InteractionState.ts';
import { unansweredCalls } from '../functions/selectPendingCalls.ts';
import { interactionOf } from '../functions/takeCall.ts';

/** Whether more of an interaction may come from the server than has. */
export function isOpen({ outcome, status }: InteractionState): boolean {
  return outcome !== 'finished' && !isTurnOver(status);
}

/** Whether it was stopped while its functions ran. */
export function isHalted({ outcome, status }: InteractionState): boolean {
  return outcome === 'stopped' && status === 'requires_action';
}

/** Whether the last interaction asks for functions that can begin, or for answers that are there and were not sent. */
export function canGoOn({ interactions, decisions }: Pick<ThreadState, 'interactions' | 'decisions'>): boolean {
  const last = interactions.at(-1)?.key;
  const asked = unansweredCalls(interactions).filter(({ key }) => interactionOf(key) === last);
  const statuses = asked.map(({ key }) => decisions[key]?.status);
  return asked.length > 0 && (statuses.includes(undefined) || statuses.every((status) => status === 'answered'));
}
