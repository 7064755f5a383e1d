import type { InteractionStreamErrorData } from './InteractionStreamError.ts';

/** Whether the server has an answer, and it is no: the same request would get the same again. */
export function isRefused(failure: InteractionStreamErrorData | undefined): failure is InteractionStreamErrorData {
  const { type, status = 0, retryable } = failure ?? {};
  return type === 'http' && !retryable && status >= 400 && status < 500;
}

/** Whether a refusal is for good: what was asked for is gone, or not ours to see. Others may only mean: not in this way. */
export function isForGood({ status }: InteractionStreamErrorData): boolean {
  return [401, 403, 404, 410, 429].includes(status ?? 0);
}
