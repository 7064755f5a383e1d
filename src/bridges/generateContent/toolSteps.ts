import type { GoogleSearchResult, Step, URLContextResult } from '../../protocol/Step.ts';
import { isWire } from '../../protocol/Wire.ts';
import type { ToolSearch } from './createToolReader.ts';
import { filled, textOf } from './fields.ts';
import type { Sources } from './Sources.ts';
import { toPlace } from './toCitation.ts';

/** A tool that was used: its call, where that was not written before, and its result, or all rows of one that was. */
interface ToolUse {
  call?: Step;
  result?: Step;
  more?: { index: number; rows: GoogleSearchResult[] };
}

/**
 * The calls and results of the tools that an answer's metadata tells of. Queries belong to Maps where nothing else of the
 * web is there.
 *
 * @param search A search whose steps came as parts: the metadata adds to it.
 */
export function toolSteps(sources: Sources, search: ToolSearch | undefined, idOf: () => string): ToolUse[] {
  const { chunks, queries, imageQueries, retrievalQueries, suggestions, mapsToken, urls } = sources;
  const pages = chunks
    .flatMap(({ web }) => (isWire(web) ? [web] : []))
    .map(({ uri, title }) => filled({ url: textOf(uri), title: textOf(title) }));
  const places = chunks.flatMap(({ maps }) => (isWire(maps) ? [toPlace(maps)] : []));
  const files = chunks.flatMap(({ retrievedContext }) => (isWire(retrievedContext) ? [retrievedContext] : []));
  const isWeb = pages.length > 0 || suggestions !== '' || imageQueries.length > 0;
  const uses: ToolUse[] = [];

  if (isWeb || (queries.length > 0 && places.length === 0)) {
    const rows: GoogleSearchResult[] = [...(suggestions === '' ? [] : [{ search_suggestions: suggestions }]), ...pages];
    const id = search?.id ?? idOf();
    const search_type = queries.length === 0 && imageQueries.length > 0 ? 'image_search' : '';
    const args = { queries: [...queries, ...imageQueries] };
    uses.push({
      ...(!search && { call: { type: 'google_search_call', id, arguments: args, ...filled({ search_type }) } as Step }),
      ...(search?.result
        ? { more: { index: search.result.index, rows: [...search.result.rows, ...rows] } }
        : { result: { type: 'google_search_result', call_id: id, result: rows } }),
    });
  }
  if (places.length > 0) {
    const id = idOf();
    const args = isWeb || queries.length === 0 ? {} : { queries: [...queries] };
    const row = { places, ...filled({ widget_context_token: mapsToken }) };
    uses.push({
      call: { type: 'google_maps_call', id, arguments: args },
      result: { type: 'google_maps_result', call_id: id, result: [row] },
    });
  }
  if (files.length > 0 || retrievalQueries.length > 0) {
    const id = idOf();
    const isStore = files.some(({ fileSearchStore }) => textOf(fileSearchStore) !== '');
    const tool = isStore ? 'file_search' : 'retrieval';
    const args = retrievalQueries.length > 0 ? { arguments: { queries: [...retrievalQueries] } } : {};
    uses.push({
      call: { type: `${tool}_call`, id, ...args } as Step,
      result: { type: `${tool}_result`, call_id: id } as Step,
    });
  }
  if (urls.length > 0) {
    const id = idOf();
    const rows = urls.map(({ retrievedUrl, urlRetrievalStatus }): URLContextResult =>
      filled({ url: textOf(retrievedUrl), status: retrievalStatus(textOf(urlRetrievalStatus)) }),
    );
    const args = { urls: rows.flatMap(({ url }) => url ?? []) };
    uses.push({
      call: { type: 'url_context_call', id, arguments: args },
      result: { type: 'url_context_result', call_id: id, result: rows },
    });
  }
  return uses;
}

/** `URL_RETRIEVAL_STATUS_SUCCESS` is `success`. */
function retrievalStatus(status: string): string {
  const word = status.replace('URL_RETRIEVAL_STATUS_', '').toLowerCase();
  return word === 'unspecified' ? '' : word;
}
