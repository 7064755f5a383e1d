import { hostOf } from '../../react/urlPolicy.ts';
import { readSources, type SourceFacts } from './readSource.ts';
import { listOf, recordOf } from '../parts/fields.ts';

/** One source of an answer, however often it is cited. */
export interface Source extends SourceFacts {
  /** 1, 2, 3, … in the order of their first citation. */
  number: number;
}

/**
 * The sources that the annotations of these content items cite, each once, in the order of their first citation. Speech
 * annotations cite nothing.
 *
 * @param numbers The numbers that sources have already, by key, as where an answer has several steps. Default: none.
 */
export function collectSources(content: unknown, numbers?: ReadonlyMap<string, number>): Source[] {
  const sources = new Map<string, SourceFacts>();
  for (const item of listOf(content)) {
    for (const found of readSources(listOf(recordOf(item).annotations))) {
      const known = sources.get(found.key);
      if (!known) sources.set(found.key, found);
      else if (known.title === '') sources.set(found.key, { ...known, title: found.title });
    }
  }
  return Array.from(sources.values(), (source, at) => ({
    ...source,
    number: numbers?.get(source.key) ?? (numbers?.size ?? 0) + at + 1,
    title: source.title || hostOf(source.url) || source.url || '',
  }));
}
