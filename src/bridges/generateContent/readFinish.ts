import type { InteractionErrorDetail, InteractionStatus } from '../../protocol/Interaction.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { textOf } from './fields.ts';

/** How an answer ended. */
export interface Finish {
  readonly status: InteractionStatus;
  /** Whether the answer is whole. */
  readonly isWell: boolean;
  readonly error?: InteractionErrorDetail;
}

/** Why a model stops, by finish reason. The reasons and what they mean are those of `FinishReason` in `@google/genai`. */
const REASONS: { readonly [reason: string]: string } = {
  SAFETY: 'The answer was stopped, since it may be unsafe.',
  RECITATION: 'The answer was stopped, since it came too close to a source that it recited.',
  LANGUAGE: 'The answer was stopped, since its language is not supported.',
  BLOCKLIST: 'The answer was stopped, since it holds words that are forbidden.',
  PROHIBITED_CONTENT: 'The answer was stopped, since it may hold prohibited content.',
  SPII: 'The answer was stopped, since it may hold sensitive personal information.',
  MALFORMED_FUNCTION_CALL: 'The model made a function call that is not valid.',
  MALFORMED_RESPONSE: 'The model made a response that is not valid.',
  UNEXPECTED_TOOL_CALL: 'The model called a tool that it was not given.',
  TOO_MANY_TOOL_CALLS: 'The model called too many tools in a row.',
  MISSING_THOUGHT_SIGNATURE: 'A thought signature is missing from the request.',
  NO_IMAGE: 'The model was to make an image, and made none.',
  IMAGE_SAFETY: 'The image was held back, since it may be unsafe.',
  IMAGE_PROHIBITED_CONTENT: 'The image was held back, since it may hold prohibited content.',
  IMAGE_RECITATION: 'The image was held back, since it came too close to a source.',
  IMAGE_OTHER: 'The image was held back. The API does not say why.',
  OTHER: 'The model stopped. The API does not say why.',
};

/**
 * How a candidate ended. `undefined` while it goes on, and for `CONTINUATION`: more of it takes another request, which
 * the SDK sends by itself.
 */
export function readFinish({ finishReason, finishMessage }: Wire): Finish | undefined {
  const reason = textOf(finishReason);
  if (reason === '' || reason === 'FINISH_REASON_UNSPECIFIED' || reason === 'CONTINUATION') return undefined;
  if (reason === 'STOP') return { status: 'completed', isWell: true };
  if (reason === 'MAX_TOKENS') return { status: 'incomplete', isWell: false };
  const message = textOf(finishMessage) || REASONS[reason] || `The model stopped with the reason ${reason}.`;
  return { status: 'failed', isWell: false, error: { code: reason.toLowerCase(), message } };
}

/** A prompt that was blocked: nothing was answered at all. */
export function readBlock({ blockReason, blockReasonMessage }: Wire): Finish | undefined {
  const reason = textOf(blockReason);
  if (reason === '' || reason === 'BLOCKED_REASON_UNSPECIFIED') return undefined;
  const message = textOf(blockReasonMessage) || BLOCKS[reason] || `The prompt was blocked with the reason ${reason}.`;
  return { status: 'failed', isWell: false, error: { code: reason.toLowerCase(), message } };
}

const BLOCKS: { readonly [reason: string]: string } = {
  SAFETY: 'The prompt was blocked, since it may be unsafe.',
  BLOCKLIST: 'The prompt was blocked, since it holds words that are forbidden.',
  PROHIBITED_CONTENT: 'The prompt was blocked, since it may hold prohibited content.',
  IMAGE_SAFETY: 'The prompt was blocked, since the image that it asks for may be unsafe.',
  MODEL_ARMOR: 'The prompt was blocked by Model Armor.',
  JAILBREAK: 'The prompt was blocked, since it tries to get around the rules of the model.',
  OTHER: 'The prompt was blocked. The API does not say why.',
};
