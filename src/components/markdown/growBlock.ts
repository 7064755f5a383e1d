import type { Tokens } from 'marked';
import type { CodeBlock, ListBlock, MarkdownPart, TableBlock } from './MarkdownBlock.ts';
import { NO_LINKS } from './createDefinitions.ts';
import { unindent } from './readCode.ts';
import type { FenceOpening } from './readFence.ts';
import { splitCode } from './splitCode.ts';
import { splitList } from './splitList.ts';
import { headOf, splitRows } from './splitTable.ts';

/** A long block whose end has not come, with those of its parts that are final. */
export type GrowingBlock =
  { type: 'list'; block: ListBlock } | { type: 'table'; block: TableBlock; head: string } | GrowingCode;

/** A fenced code block whose closing line has not come. */
export interface GrowingCode {
  type: 'code';
  block: CodeBlock;
  fence: FenceOpening;
}

/** Makes a part of its source and its place; of `source`, the first `lead` units only repeat the head of a table. */
export type MakePart = (source: string, start: number, lead?: number) => MarkdownPart;

/** A list with so many more items. */
export function growList(
  list: Tokens.List,
  start: number,
  before: GrowingBlock | undefined,
  part: MakePart,
): ListBlock {
  const more = splitList(list).map((piece) => part(piece.source, start + piece.start));
  if (before?.type !== 'list') {
    return { type: 'list', ordered: list.ordered, first: Number(list.start), loose: list.loose, parts: more };
  }
  return { ...before.block, loose: before.block.loose || list.loose, parts: [...before.block.parts, ...more] };
}

/** A table with so many more rows; `raw` begins with its head, `start` says where that would have to stand. */
export function growTable(raw: string, start: number, before: GrowingBlock | undefined, part: MakePart): TableBlock {
  const head = before?.type === 'table' ? before.head : headOf(raw);
  const known = before?.type === 'table' ? before.block.parts : [];
  const more = splitRows(head, raw.slice(head.length)).map(({ source, start: row }, at) =>
    known.length + at === 0 ? part(source, start) : part(source, start + head.length + row, head.length),
  );
  const parts = [...known, ...more];
  return { type: 'table', parts: parts.length > 0 ? parts : [part(head.trimEnd(), start)] };
}

/** A code block with so much more code. `isClosed` says that its closing line has come. */
export function growCode(code: string, start: number, { fence, block }: GrowingCode, isClosed = false): CodeBlock {
  const parts = [...block.parts];
  let at = start;
  for (const piece of splitCode(code)) {
    const startsLine = parts.at(-1)?.source.endsWith('\n') ?? true;
    parts.push({
      source: unindent(piece, fence.indent, startsLine),
      start: at,
      lead: 0,
      links: NO_LINKS,
      hasMath: false,
    });
    at += piece.length;
  }
  return { ...block, parts, isClosed };
}

/** A code block of which only the first line has come. */
export function openCode(fence: FenceOpening): GrowingCode {
  return { type: 'code', fence, block: { type: 'code', language: fence.language, isClosed: false, parts: [] } };
}
