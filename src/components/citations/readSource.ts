import { isWire, typeOf, type Wire } from '../../protocol/Wire.ts';
import { listOf, recordOf, textOf } from '../parts/fields.ts';
import { onceFor } from '../parts/onceFor.ts';

/** What a user wrote about a place. */
export interface SourceReview {
  /** What it is headed, by its writer or by Google. */
  title: string;
  /** As it came: it may be malformed, or refused by the policy. */
  url?: string;
}

/** What a citation says of its source. */
export interface SourceFacts {
  /** Tells sources apart: unique in a list of them. */
  key: string;
  /** A web page, a passage of a file, or a place on Google Maps. Default `web`. */
  kind?: 'web' | 'file' | 'place';
  /** Title, file name, place or bare domain. `''` when the citation says nothing of the kind. */
  title: string;
  /** As it came: it may be malformed, or refused by the policy. */
  url?: string;
  /** 1-based page of a document. */
  page?: number;
  /** Of a place. */
  reviews?: readonly SourceReview[];
}

/** The source that an annotation cites; `undefined` when it cites none, or says nothing of it. Read once. */
export const readSource = onceFor(read);

/** The sources that a list of annotations cites, in order, also those that it cites again. Read once. */
export const readSources = onceFor((annotations: readonly unknown[]): readonly SourceFacts[] =>
  annotations.filter(isWire).flatMap((each) => readSource(each) ?? []),
);

function read(annotation: Wire): SourceFacts | undefined {
  const url = textOf(annotation.url).trim() || undefined;
  switch (typeOf(annotation)) {
    case 'file_citation':
      return readFile(annotation);
    case 'place_citation': {
      const title = textOf(annotation.name).trim();
      const key = url ?? (textOf(annotation.place_id) || title);
      const reviews = listOf(annotation.review_snippets)
        .map(readReview)
        .filter(({ title }) => title !== '');
      return key ? { key: `place ${key}`, kind: 'place', title, url, reviews } : undefined;
    }
    case 'speech_metadata':
    case 'word_info':
      return undefined;
    default: {
      const title = textOf(annotation.title).trim();
      return url || title ? { key: `url ${url ?? title}`, kind: 'web', title, url } : undefined;
    }
  }
}

/** Of a file in a store, `document_uri` names the store and `file_name` the file; of others it may name the file. */
function readFile(annotation: Wire): SourceFacts | undefined {
  const uri = textOf(annotation.document_uri);
  const name = textOf(annotation.file_name) || uri.split('/').at(-1) || textOf(annotation.source);
  if (name === '') return undefined;
  const page = Number.isInteger(annotation.page_number) ? (annotation.page_number as number) : undefined;
  return { key: JSON.stringify(['file', uri, name, page]), kind: 'file', title: name, url: uri || undefined, page };
}

function readReview(review: unknown): SourceReview {
  const { title, url } = recordOf(review);
  return { title: textOf(title).trim() || textOf(url).trim(), url: textOf(url).trim() || undefined };
}
