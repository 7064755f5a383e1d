import { streamError } from './streamError.ts';

/**
 * The url of one interaction, or of something that can be done with it, below the url of all of them. The query string
 * that the base url may have is kept; the base url may be relative.
 *
 * @throws InteractionStreamError where the id is empty, as it is when the interaction was not stored, or would lead
 *   somewhere else (`.`, `..`).
 */
export function resourceUrl(base: string, id: string, action?: string, query?: { [name: string]: string }): string {
  if (id === '' || id === '.' || id === '..') {
    throw streamError(
      'malformed',
      `There is no interaction with the id "${id}". One that is not stored (store: false) has no id, and cannot be fetched, resumed, cancelled or deleted.`,
    );
  }
  const [, path = '', search = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(base) ?? [];
  const added = new URLSearchParams(query).toString();
  const parameters = [search, added].filter(Boolean).join('&');
  const resource = [path.replace(/\/+$/, ''), encodeURIComponent(id), action]
    .filter((part) => part !== undefined)
    .join('/');
  return parameters === '' ? resource : `${resource}?${parameters}`;
}
