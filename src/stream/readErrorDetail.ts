import type { InteractionErrorDetail } from '../protocol/Interaction.ts';
import { definedOf, isWire, type Wire } from '../protocol/Wire.ts';
import { parseJson } from './parseJson.ts';

/** An {@link InteractionErrorDetail}, and when to come back. */
export interface ErrorDetail extends InteractionErrorDetail {
  /** In milliseconds, from a `google.rpc.RetryInfo`. */
  retryAfter?: number;
}

/** How deep errors are looked for in one another. Real ones are at most three deep. */
const MAX_DEPTH = 4;

/**
 * Reads an error out of any of the shapes it comes in: `{ error: { code, message } }` with a code that is a string, or a
 * number beside a `status`; `{ error: 'text' }`; an array of one; the inner object alone; a proxy's `{ message }` or
 * `{ detail }`; and a message that is itself such a document as text.
 *
 * @returns `undefined` where the value says nothing of an error.
 */
export function readErrorDetail(value: unknown, depth = 0): ErrorDetail | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return readErrorDetail(value[0], depth + 1);
  if (!isWire(value)) return undefined;
  const inner = typeof value.error === 'object' ? readErrorDetail(value.error, depth + 1) : undefined;
  if (inner) return inner;
  const texts = [value.error, value.message, value.detail].filter((text) => typeof text === 'string');
  const message = texts.find((text) => text.trim() !== '');
  if (message !== undefined && /^\s*[[{]/.test(message)) {
    const nested = readErrorDetail(parseJson(message), depth + 1);
    if (nested) return nested;
  }
  const code = codeOf(value, message !== undefined);
  if (code === undefined && message === undefined) return undefined;
  return definedOf({ code, message, retryAfter: retryDelayOf(value.details) });
}

/**
 * The code as a string. Where it is only an HTTP status, the `google.rpc` status beside it says more:
 * `{ code: 504, status: 'DEADLINE_EXCEEDED' }` has the code `deadline_exceeded`, as the API writes it elsewhere.
 */
function codeOf({ code, status }: Wire, hasMessage: boolean): string | undefined {
  const text = typeof code === 'number' ? String(code) : code;
  const isCode = typeof text === 'string' && text !== '';
  const isNumeric = isCode && /^\d+$/.test(text);
  if ((isNumeric || (!isCode && hasMessage)) && typeof status === 'string' && status !== '')
    return status.toLowerCase();
  return isCode ? text : undefined;
}

/** `[{ "@type": "…RetryInfo", "retryDelay": "13.5s" }]` in milliseconds. */
function retryDelayOf(details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  for (const detail of details as unknown[]) {
    const seconds = isWire(detail) && typeof detail.retryDelay === 'string' ? parseFloat(detail.retryDelay) : NaN;
    if (seconds >= 0) return Math.round(seconds * 1000);
  }
  return undefined;
}
