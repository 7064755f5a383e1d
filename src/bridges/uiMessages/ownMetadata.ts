import type { TextUIPart } from 'ai';
import { isWire, type Wire } from '../../protocol/Wire.ts';

type Metadata = NonNullable<TextUIPart['providerMetadata']>;

/**
 * The metadata of a part: what it has of the API and no neutral word for, under `interactions`, and the signature, where
 * the AI SDK's own provider for Google has it. Nothing where there is neither.
 */
export function toMetadata(own: object, signature?: unknown): Metadata | undefined {
  const isSigned = typeof signature === 'string' && signature !== '';
  if (Object.keys(own).length === 0 && !isSigned) return undefined;
  return {
    ...(Object.keys(own).length > 0 && { interactions: own as Metadata[string] }),
    ...(isSigned && { google: { thoughtSignature: signature } }),
  };
}

/** What {@link toMetadata} put under `interactions`. */
export function ownOf(metadata: unknown): Wire {
  const own = isWire(metadata) ? metadata.interactions : undefined;
  return isWire(own) ? own : {};
}

/** The signature, as a field of a step. */
export function signatureOf(metadata: unknown): { signature?: string } {
  const google = isWire(metadata) ? metadata.google : undefined;
  const signature = isWire(google) ? google.thoughtSignature : undefined;
  return typeof signature === 'string' ? { signature } : {};
}
