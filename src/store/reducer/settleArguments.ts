import type { DraftEntry } from './InteractionDraft.ts';
import { parsePartialJson } from './parsePartialJson.ts';

/** Why arguments cannot be run that have not come to their end. */
export const BREAKS_OFF = 'The arguments break off.';

/**
 * Reads a call's collected arguments, once they are whole. They replace what `step.start` carried, which the deltas
 * repeat; without deltas it is read itself, where a proxy wrote it as text. What is no JSON object stays as text, with the
 * reason beside it: such a call must not be run.
 */
export function settleArguments(entry: DraftEntry, jsonDepth: number): void {
  const { type, arguments: given } = entry.step;
  const isWritten = type === 'function_call' && typeof given === 'string' && !entry.argumentsText?.trim();
  const text = isWritten ? given : entry.argumentsText;
  if (text === undefined) return;
  if (text.trim() === '') {
    delete entry.argumentsError;
    return;
  }
  const { value, complete, error } = parsePartialJson(text, jsonDepth);
  if (complete && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    entry.step.arguments = value;
    delete entry.argumentsError;
    return;
  }
  entry.argumentsText = text;
  entry.argumentsError = error ?? (complete ? 'The arguments are not a JSON object.' : BREAKS_OFF);
}
