/** Threads as messages of the AI SDK, and back. */

export { fromUIMessages } from './bridges/uiMessages/fromUIMessages.ts';
export { toUIMessages } from './bridges/uiMessages/toUIMessages.ts';
export type {
  InteractionFacts,
  InteractionMessageMetadata,
  InteractionUIMessage,
} from './bridges/uiMessages/InteractionUIMessage.ts';
