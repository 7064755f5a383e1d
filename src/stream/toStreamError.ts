import { isWire, type Wire } from '../protocol/Wire.ts';
import { httpError } from './httpError.ts';
import { InteractionStreamError } from './InteractionStreamError.ts';
import { parseJson } from './parseJson.ts';
import { readErrorDetail } from './readErrorDetail.ts';
import { saidInBrackets } from './saidBy.ts';
import { streamError } from './streamError.ts';
import { abortedError } from './untilAborted.ts';

/** How browsers, undici and the classes of `@google/genai` name what was stopped. */
const ABORTED = new Set(['AbortError', 'APIUserAbortError', 'RequestAbortedError']);

/**
 * Makes an `InteractionStreamError` of whatever was thrown while a stream was read, with the original as its `cause`:
 * a stopped request, an API error of `@google/genai` (told by its fields, since there are several classes of them), or
 * a connection that broke off. One that is an `InteractionStreamError` already is returned as it is.
 */
export function toStreamError(error: unknown): InteractionStreamError {
  if (error instanceof InteractionStreamError) return error;
  if (!isWire(error)) return brokenOff(error);
  if (typeof error.name === 'string' && ABORTED.has(error.name)) return abortedError(error);
  return (
    fromApiError(error) ??
    (error.name === 'ContinuationInterruptedError' ? toStreamError(error.cause) : brokenOff(error))
  );
}

/** An error that knows its HTTP status: `APIError`, `ApiError` and the `GoogleGenAiError`s of `@google/genai`. */
function fromApiError(error: Wire): InteractionStreamError | undefined {
  const status = [error.status, error.statusCode].find((value) => typeof value === 'number');
  if (typeof status !== 'number') return undefined;
  const detail =
    readErrorDetail(error.error) ??
    readErrorDetail(typeof error.body === 'string' ? parseJson(error.body) : error.body) ??
    readErrorDetail({ message: error.message }) ??
    {};
  return httpError({ status, headers: error.headers instanceof Headers ? error.headers : undefined }, detail, {
    cause: error,
  });
}

function brokenOff(cause: unknown): InteractionStreamError {
  return streamError('network', `The connection broke off${saidInBrackets(cause)}. Try again.`, { cause });
}
