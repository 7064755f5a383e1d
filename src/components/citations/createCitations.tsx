import { isWire, type Wire } from '../../protocol/Wire.ts';
import { isShallowEqual } from '../../react/isShallowEqual.ts';
import type { Source } from './collectSources.ts';
import { listOf, textOf } from '../parts/fields.ts';
import { isSameList } from '../parts/isSameList.ts';
import { append } from '../parts/append.ts';
import { createByteIndex } from '../markdown/createByteIndex.ts';
import type { MarkdownInsertion } from '../markdown/MarkdownInsertion.ts';
import { CitationMark } from './CitationMark.tsx';
import type { Cited } from './Cited.ts';
import { readSource } from './readSource.ts';
import { visibleEnd } from './visibleEnd.ts';

export interface Citations {
  /**
   * The marks of what annotations cite, each at its place in the text; sources that are cited at one place share a mark. An
   * annotation whose end is no place in the text has none. The same list as before when nothing has changed.
   *
   * @param isOpen More of the text is to come: what is cited at its very end, or behind it, waits for that.
   */
  read: (
    text: string,
    annotations: unknown,
    sources: ReadonlyMap<string, Source>,
    isOpen: boolean,
  ) => readonly MarkdownInsertion[];
}

interface Citation extends Cited {
  at: number;
}

/** Makes the marks of a text that grows: those of which nothing has changed are the same objects as before. */
export function createCitations(): Citations {
  const index = createByteIndex();
  let known: ReadonlyMap<string, Mark> = new Map();
  let marks: readonly Mark[] = [];

  return {
    read(text, annotations, sources, isOpen) {
      const citations = listOf(annotations).flatMap((each) => (isWire(each) ? readCitation(each, sources) : []));
      const [end = 0, ...places] = index.toUnits(text, [Infinity, ...citations.map(({ at }) => at)]);
      const flat = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
      const groups = new Map<number, Citation[]>();
      citations.forEach((citation, at) => {
        const place = places[at] ?? end;
        if (!isOpen || place < end) append(groups, visibleEnd(flat, place), citation);
      });
      const now = Array.from(groups.values(), (group) => {
        const mark = markOf(group);
        const last = known.get(mark.key);
        return last && isSameMark(last, mark) ? last : mark;
      });
      known = new Map(now.map((mark) => [mark.key, mark]));
      if (!isSameList(marks, now)) marks = now;
      return marks;
    },
  };
}

interface Mark extends MarkdownInsertion {
  cited: readonly Cited[];
}

function readCitation(annotation: Wire, sources: ReadonlyMap<string, Source>): Citation[] {
  const { end_index: at, start_index: start } = annotation;
  if (typeof at !== 'number' || !(at > 0) || (typeof start === 'number' && start > at)) return [];
  const source = sources.get(readSource(annotation)?.key ?? '');
  return source ? [{ at, source, passage: passageOf(annotation, source) }] : [];
}

/** The words of the source that are cited: a file citation calls them `source`. */
function passageOf(annotation: Wire, { kind, title }: Source): string {
  const passage = textOf(annotation.snippet) || (kind === 'file' ? textOf(annotation.source) : '');
  return passage === title ? '' : passage.trim();
}

function markOf(group: readonly Citation[]): Mark {
  const bySource = new Map<string, Cited>();
  for (const { source, passage } of group) {
    if (!bySource.get(source.key)?.passage) bySource.set(source.key, { source, passage });
  }
  const cited = [...bySource.values()].sort((a, b) => a.source.number - b.source.number);
  const at = group[0]?.at ?? 0;
  return { at, key: String(at), cited, element: <CitationMark cited={cited} /> };
}

function isSameMark(one: Mark, other: Mark): boolean {
  return one.at === other.at && isShallowEqual(one.cited, other.cited, 2);
}
