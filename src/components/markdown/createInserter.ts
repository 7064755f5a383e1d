import { append } from '../parts/append.ts';
import { isSameList } from '../parts/isSameList.ts';
import { createByteIndex } from './createByteIndex.ts';
import { leavesOf } from './leavesOf.ts';
import type { MarkdownBlock, MarkdownDocument, MarkdownPart } from './MarkdownBlock.ts';
import type { MarkdownInsertion, PlacedInsertion } from './MarkdownInsertion.ts';

export interface Inserter {
  /**
   * The document with insertions in it. `text` is what it was made of; where that is clipped, what stands behind its end is
   * left out. Groups, blocks and parts that hold the same as in
   * an answer before are the same objects; those that hold none are those of the document.
   */
  insert: (
    document: MarkdownDocument,
    text: string,
    insertions: readonly MarkdownInsertion[],
    isClipped?: boolean,
  ) => MarkdownDocument;
}

/** Puts insertions into documents, and remembers what it has made of what. */
export function createInserter(): Inserter {
  const index = createByteIndex();
  const made = new WeakMap<object, { of: readonly unknown[]; is: object }>();
  let placed: ReadonlyMap<string, PlacedInsertion> = new Map();

  /** What was made of a source and the same items before, or else what `make` makes of them. */
  function remember<T extends object>(source: T, of: readonly unknown[], make: () => T): T {
    const before = made.get(source);
    if (before && isSameList(before.of, of)) return before.is as T;
    const is = make();
    made.set(source, { of, is });
    return is;
  }

  function place(text: string, insertions: readonly MarkdownInsertion[]): PlacedInsertion[] {
    const units = index.toUnits(
      text,
      insertions.map(({ at }) => at),
    );
    const now = insertions.map(({ key, element }, position): PlacedInsertion => {
      const at = units[position] ?? 0;
      const before = placed.get(key);
      return before?.at === at && before.element === element ? before : { at, key, element };
    });
    placed = new Map(now.map((insertion) => [insertion.key, insertion]));
    return now.sort((a, b) => a.at - b.at);
  }

  function withInsertions(block: MarkdownBlock, chosen: ReadonlyMap<MarkdownPart, PlacedInsertion[]>): MarkdownBlock {
    if (block.type === 'code') {
      const insertions = block.parts.flatMap((part) => chosen.get(part) ?? []);
      return insertions.length === 0
        ? block
        : remember<MarkdownBlock>(block, insertions, () => ({ ...block, insertions }));
    }
    if (!block.parts.some((part) => chosen.has(part))) return block;
    const parts = block.parts.map((part) => {
      const insertions = chosen.get(part);
      return insertions ? remember<MarkdownPart>(part, insertions, () => ({ ...part, insertions })) : part;
    });
    return remember<MarkdownBlock>(block, parts, () => ({ ...block, parts }));
  }

  return {
    insert(document, text, insertions, isClipped = false) {
      if (insertions.length === 0) return document;
      const all = place(text, insertions);
      const end = isClipped ? index.toUnits(text, [Infinity])[0] : undefined;
      const chosen = choose(document, end === undefined ? all : all.filter(({ at }) => at < end));
      const groups = document.groups.map((group) => {
        const blocks = group.map((block) => withInsertions(block, chosen));
        return isSameList(blocks, group) ? group : remember<readonly MarkdownBlock[]>(group, blocks, () => blocks);
      });
      return { groups };
    },
  };
}

/** Which part each insertion goes into: the last one that shows something in front of it, else the first one that shows. */
function choose(
  document: MarkdownDocument,
  insertions: readonly PlacedInsertion[],
): Map<MarkdownPart, PlacedInsertion[]> {
  const parts = document.groups.flatMap((group) =>
    group.flatMap((block) => block.parts.map((part) => ({ part, firstPlace: () => firstPlace(block, part) }))),
  );
  const chosen = new Map<MarkdownPart, PlacedInsertion[]>();
  let next = 0;
  for (const insertion of insertions) {
    while (next < parts.length && (parts[next]?.part.start ?? 0) < insertion.at) next += 1;
    let last = next - 1;
    while (last >= 0 && !((parts[last]?.firstPlace() ?? 0) < insertion.at)) last -= 1;
    const { part } = parts[last] ?? parts.find(({ firstPlace }) => firstPlace() < Infinity) ?? {};
    if (part) append(chosen, part, insertion);
  }
  return chosen;
}

/** Where the first thing that a part shows stands in the text; nowhere, if it shows nothing. */
function firstPlace(block: MarkdownBlock, part: MarkdownPart): number {
  if (block.type === 'code') return part.start;
  const [leaf] = leavesOf(part);
  return leaf ? part.start + leaf.place(0) - part.lead : Infinity;
}
