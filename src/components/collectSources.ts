import { hostOf } from '../react/urlPolicy.ts';
import { isWire, typeOf, type Wire } from '../protocol/Wire.ts';
import { listOf, recordOf, textOf } from './fields.ts';

/** One source of an answer, however often it is cited. */
export interface Source {
  /** Unique in the list. */
  key: string;
  /** 1, 2, 3, … in the order of their first citation. */
  number: number;
  /** Title, file name, place or bare domain. `''` when the citation says nothing of the kind. */
  title: string;
  /** As it came: it may be malformed, or refused by the policy. */
  url?: string;
  /** 1-based page of a document. */
  page?: number;
}

/** The sources that the annotations of these content items cite, each once. Speech annotations cite nothing. */
export function collectSources(content: unknown): Source[] {
  const sources = new Map<string, Source>();
  for (const item of listOf(content)) {
    for (const annotation of listOf(recordOf(item).annotations)) {
      const found = isWire(annotation) ? readSource(annotation) : undefined;
      if (!found) continue;
      const known = sources.get(found.key);
      if (!known) sources.set(found.key, { ...found, number: sources.size + 1 });
      else if (known.title === '') known.title = found.title;
    }
  }
  return [...sources.values()].map((source) => ({
    ...source,
    title: source.title || hostOf(source.url) || source.url || '',
  }));
}

function readSource(annotation: Wire): Omit<Source, 'number'> | undefined {
  const url = textOf(annotation.url).trim();
  switch (typeOf(annotation)) {
    case 'url_citation': {
      const title = textOf(annotation.title).trim();
      return url || title ? { key: `url ${url || title}`, title, url: url || undefined } : undefined;
    }
    case 'file_citation': {
      const file = textOf(annotation.document_uri) || textOf(annotation.file_name) || textOf(annotation.source);
      const title = textOf(annotation.file_name) || textOf(annotation.source) || (file.split('/').at(-1) ?? '');
      const page = Number.isInteger(annotation.page_number) ? (annotation.page_number as number) : undefined;
      return file
        ? { key: `file ${file} ${page ?? ''}`, title, url: textOf(annotation.document_uri) || undefined, page }
        : undefined;
    }
    case 'place_citation': {
      const title = textOf(annotation.name).trim();
      const key = url || textOf(annotation.place_id) || title;
      return key ? { key: `place ${key}`, title, url: url || undefined } : undefined;
    }
    default:
      return undefined;
  }
}
