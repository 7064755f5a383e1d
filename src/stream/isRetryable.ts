/** What an error is judged by. */
export interface Failure {
  /** HTTP status. */
  status?: number;
  /** The API's code. */
  code?: string;
  /** The server said when to come back, in milliseconds. */
  retryAfter?: number;
}

const TRANSIENT = new Set([
  'gateway_timeout',
  'deadline_exceeded',
  'service_unavailable',
  'unavailable',
  'rate_limit_exceeded',
  'too_many_requests',
  '503',
  '504',
]);

/**
 * Whether the same request may be sent again by itself: timeouts, an overloaded service and rate limits, but not a used
 * up quota. A 429 whose code does not tell the two apart (`resource_exhausted`) counts as a quota, unless the server
 * said when to come back.
 */
export function isRetryable({ status, code, retryAfter }: Failure): boolean {
  if (code === 'quota_exceeded') return false;
  if (code !== undefined && TRANSIENT.has(code)) return true;
  if (status === 429 || code === '429') return retryAfter !== undefined || code === undefined || code === '429';
  return status === 503 || status === 504;
}
