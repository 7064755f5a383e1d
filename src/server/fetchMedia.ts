import { pickHeaders } from './pickHeaders.ts';
import { refuse } from './refuse.ts';
import type { Upstream } from './Upstream.ts';

/** `…/files/abc-123:download?alt=media`, as the API gives it in `uri`. */
const FILE_URI = /\/files\/([\w-]+)(?::download)?(?:\?.*)?$/;

/** How often an answer may lead elsewhere. */
const MAX_REDIRECTS = 3;

/** A file of the Files API. Of the URI only the file's id counts, so that no other address can be asked for. */
export async function fetchMedia(request: Request, uri: string, upstream: Upstream): Promise<Response> {
  const id = FILE_URI.exec(uri)?.[1];
  if (id === undefined) return refuse('not_found', 'The proxy passes on files of the Files API only.');
  // Without `range` there is no seeking in a video; compressed bytes have no ranges.
  const headers = pickHeaders(request.headers, ['range', 'if-range']);
  headers.set('accept-encoding', 'identity');
  let url = new URL(`${upstream.url}/files/${id}:download?alt=media`);
  const { origin } = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (url.origin === origin) headers.set('x-goog-api-key', upstream.apiKey);
    else headers.delete('x-goog-api-key');
    const response = await upstream.fetch(url, { headers, signal: request.signal, redirect: 'manual' });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response.ok ? passOn(response) : noFile(response);
    await response.body?.cancel();
    url = new URL(location, url);
  }
  return refuse('service_unavailable', 'The file is led from one address to the next without an end.');
}

function passOn(response: Response): Response {
  const headers = pickHeaders(response.headers, ['content-type', 'content-length', 'content-range', 'accept-ranges']);
  headers.set('x-content-type-options', 'nosniff');
  // Shown by pages of the host, but never a page of its origin itself.
  headers.set('content-disposition', 'attachment');
  headers.set('cache-control', 'private, max-age=3600');
  return new Response(response.body, { status: response.status, headers });
}

async function noFile(response: Response): Promise<Response> {
  await response.body?.cancel();
  if (response.status === 416) return new Response(null, { status: 416 });
  if (response.status >= 500 || response.status < 400)
    return refuse('service_unavailable', 'The Gemini API could not give the file.');
  return refuse('not_found', 'There is no such file, or not any more: the Files API keeps them for 48 hours.');
}
