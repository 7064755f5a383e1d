import { createInteractionParser } from './createInteractionParser.ts';
import { httpError } from './httpError.ts';
import type { InteractionStreamError } from './InteractionStreamError.ts';
import { parseJson } from './parseJson.ts';
import { type ErrorDetail, readErrorDetail } from './readErrorDetail.ts';
import { readStart } from './readStart.ts';

/** More of an error's body is not read, in bytes. */
const MAX_BODY = 65_536;

/**
 * Makes the error for a response that is not 2xx, and reads its body for it: JSON of any shape, server-sent events, an
 * HTML page, plain text, or nothing. Never rejects.
 */
export async function errorFromResponse(response: Response): Promise<InteractionStreamError> {
  const body = await readStart(response, MAX_BODY);
  return httpError(response, detailFromBody(body));
}

function detailFromBody(body: Uint8Array): ErrorDetail {
  const text = new TextDecoder().decode(body).trim();
  const value = parseJson(text);
  if (value !== undefined) return readErrorDetail(value) ?? (saysNothing(value) ? {} : { message: text });
  if (/^(data|event|id|retry)?:/m.test(text)) {
    const parser = createInteractionParser();
    for (const event of parser.push(body).concat(parser.end())) {
      const detail = event.event_type === 'error' ? readErrorDetail(event.error) : undefined;
      if (detail) return detail;
    }
  }
  if (text.startsWith('<')) {
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim();
    return { message: title ? `an HTML page, “${title}”` : 'an HTML page' };
  }
  return { message: text };
}

/** `null`, `{}`, `[]`, `{ "error": {} }`: there is a body, and nothing in it. */
function saysNothing(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return value === null || value === '';
  return depth < 3 && Object.values(value).every((field) => saysNothing(field, depth + 1));
}
