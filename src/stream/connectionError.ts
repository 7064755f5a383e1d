import { isWire } from '../protocol/Wire.ts';
import { InteractionStreamError } from './InteractionStreamError.ts';
import { excerptOf } from './redactKeys.ts';
import { saidBy, saidInBrackets } from './saidBy.ts';

/**
 * The error for a request that got no answer. Browsers do not tell why ("Failed to fetch", "Load failed", "NetworkError
 * when attempting to fetch resource"), so that the message lists what it can be.
 */
export function connectionError(cause: unknown, url: string): InteractionStreamError {
  const said = [cause, isWire(cause) ? cause.cause : undefined].map(saidBy).filter(Boolean).join(': ');
  const where = excerptOf(url.replace(/[?#].*/s, '').replace(/\/\/[^/@]*@/, '//'), 200);
  const reason = saidInBrackets(said);
  const isWrongUrl = /(parse|invalid) url/i.test(said);
  const message = isWrongUrl
    ? `${where} is not a url that can be requested here${reason}. Outside of a page it has to be absolute.`
    : `No answer from ${where}${reason}. Check that you are online, that the server runs, and, where it is on another ` +
      'origin, that its CORS headers allow this page.';
  return new InteractionStreamError({ type: 'network', message, retryable: !isWrongUrl }, { cause });
}
