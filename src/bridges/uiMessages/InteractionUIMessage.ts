import type { UIMessage } from 'ai';
import type { Interaction } from '../../protocol/Interaction.ts';

/** What an interaction says of itself beside its input and its steps. */
export type InteractionFacts = Omit<Interaction, 'input' | 'steps'>;

/** The metadata of the messages that are made here. */
export interface InteractionMessageMetadata {
  /** Of an assistant's message: its interactions, in order. Each begins with a `step-start` part. */
  interactions?: InteractionFacts[];
}

/** A `UIMessage` of the AI SDK, with what an interaction says of itself in its metadata. */
export type InteractionUIMessage = UIMessage<InteractionMessageMetadata>;

/** A part of such a message. */
export type UIPart = InteractionUIMessage['parts'][number];
