import { isEventStreamType } from './createBodyReader.ts';
import type { InteractionSource } from './InteractionSource.ts';
import { isResponse } from './isResponse.ts';

/** Whether a source is read piece by piece, rather than an interaction as it is now. */
export function isStreamSource(source: InteractionSource): boolean {
  if (isResponse(source)) return isEventStreamType(source.headers.get('content-type'));
  return 'getReader' in source || Symbol.asyncIterator in source;
}
