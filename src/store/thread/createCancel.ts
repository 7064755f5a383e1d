import { isTerminalStatus } from '../../protocol/Interaction.ts';
import { toStreamError } from '../../stream/toStreamError.ts';
import type { Run } from './createRun.ts';
import { closeInteraction } from '../reducer/interactionReducer.ts';
import type { InteractionState } from '../state/InteractionState.ts';
import type { ThreadContext } from './ThreadContext.ts';
import { usageError } from '../../stream/usageError.ts';

/**
 * Makes what tells the server to stop the last interaction. Asked again meanwhile, it does not tell it twice.
 *
 * @param run What is being read.
 * @param stop Stops what the server cannot be told of.
 */
export function createCancel(
  { last, replaceLast, options, memory, now }: ThreadContext,
  run: () => Run | undefined,
  stop: () => void,
): () => Promise<void> {
  let asked: { id: string; answer: Promise<void> } | undefined;

  /** Some servers cancel, and answer with an error of their own. */
  async function tell(id: string): Promise<void> {
    const { transport } = options();
    if (!transport?.cancel) {
      throw usageError('cancel() needs a transport that has cancel. createFetchTransport has it.');
    }
    try {
      await transport.cancel(id);
    } catch (thrown) {
      const error = toStreamError(thrown);
      if (error.type !== 'http' || (error.status ?? 0) < 500) throw error;
    }
  }

  async function cancel(interaction: InteractionState, id: string): Promise<void> {
    const told = tell(id);
    const own = run();
    own?.cancel(
      told.then(
        () => true,
        () => false,
      ),
    );
    try {
      await told;
    } catch (error) {
      if (!isTerminalStatus(last()?.status)) throw error;
    }
    if (own || last() !== interaction) return;
    replaceLast(closeInteraction(interaction, 'cancelled', now()));
    memory.write(undefined);
  }

  return async () => {
    const interaction = last();
    if (!interaction || isTerminalStatus(interaction.status)) return;
    const { id, status } = interaction;
    if (id === undefined || status === 'requires_action') return stop();
    if (asked?.id !== id) {
      const answer = cancel(interaction, id).finally(() => {
        if (asked?.id === id) asked = undefined;
      });
      asked = { id, answer };
    }
    return asked.answer;
  };
}
