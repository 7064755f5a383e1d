import type { KnownAnnotation } from '../../protocol/Annotation.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { createLocator } from './createLocator.ts';
import type { PartReader } from './createPartReader.ts';
import type { StepWriter } from './createStepWriter.ts';
import { recordOf, recordsOf, textOf, textsOf } from './fields.ts';
import type { Sources } from './Sources.ts';
import { toCitation } from './toCitation.ts';
import { toolSteps } from './toolSteps.ts';

/** Gathers what an answer says of its sources. */
export interface Grounding {
  add(candidate: Wire): void;
  /** Writes the tools that were used and the citations, and begins anew. */
  write(writer: StepWriter, parts: PartReader, idOf: () => string): void;
}

const NOTHING: Sources = {
  chunks: [],
  queries: [],
  imageQueries: [],
  retrievalQueries: [],
  suggestions: '',
  mapsToken: '',
  urls: [],
};

/**
 * The metadata may come once, at any place of the stream; again and again, each time with all that was said before; or
 * piece by piece, with indices that count over all sources so far.
 */
export function createGrounding(): Grounding {
  let sources = NOTHING;
  let supports: readonly Wire[] = [];
  let citations: readonly Wire[] = [];

  return {
    add({ groundingMetadata, urlContextMetadata, citationMetadata }) {
      const metadata = recordOf(groundingMetadata);
      sources = {
        chunks: merge(sources.chunks, recordsOf(metadata.groundingChunks)),
        queries: unite(sources.queries, textsOf(metadata.webSearchQueries)),
        imageQueries: unite(sources.imageQueries, textsOf(metadata.imageSearchQueries)),
        retrievalQueries: unite(sources.retrievalQueries, textsOf(metadata.retrievalQueries)),
        suggestions: textOf(recordOf(metadata.searchEntryPoint).renderedContent) || sources.suggestions,
        mapsToken: textOf(metadata.googleMapsWidgetContextToken) || sources.mapsToken,
        urls: unite(sources.urls, recordsOf(recordOf(urlContextMetadata).urlMetadata)),
      };
      supports = unite(supports, recordsOf(metadata.groundingSupports));
      citations = unite(citations, recordsOf(recordOf(citationMetadata).citations));
    },
    write(writer, { text, tools }, idOf) {
      for (const { call, result, more } of toolSteps(sources, tools.search, idOf)) {
        if (call) writer.write(call);
        if (result) writer.write(result);
        if (more) writer.add({ type: 'google_search_result', result: more.rows }, more.index);
      }
      const locate = createLocator(text.runs);
      const byStep = new Map<number, KnownAnnotation[]>();
      const cite = (segment: Wire, source: KnownAnnotation | undefined) => {
        const place = source && locate(segment);
        if (!source || !place) return;
        const { index, ...range } = place;
        byStep.set(index, [...(byStep.get(index) ?? []), { ...source, ...range }]);
      };
      for (const { segment, groundingChunkIndices } of supports) {
        for (const at of Array.isArray(groundingChunkIndices) ? (groundingChunkIndices as unknown[]) : []) {
          cite(recordOf(segment), toCitation(recordOf(sources.chunks[Number(at)])));
        }
      }
      for (const citation of citations) cite(citation, toCitation({ web: citation }));
      for (const [index, annotations] of byStep) writer.add({ type: 'text_annotation_delta', annotations }, index);
      sources = NOTHING;
      supports = [];
      citations = [];
    },
  };
}

/** A list that repeats what is known replaces it, or adds nothing; any other goes on with it. */
function merge(known: readonly Wire[], said: readonly Wire[]): readonly Wire[] {
  const [short, long] = known.length < said.length ? [known, said] : [said, known];
  const isRepeated = short.every((item, at) => JSON.stringify(item) === JSON.stringify(long[at]));
  return isRepeated ? long : [...known, ...said];
}

/** What is new is added. */
function unite<Item>(known: readonly Item[], said: readonly Item[]): readonly Item[] {
  if (said.length === 0) return known;
  const seen = new Set(known.map((item) => JSON.stringify(item)));
  return [...known, ...said.filter((item) => seen.size < seen.add(JSON.stringify(item)).size)];
}
