import type { Links } from 'marked';
import { isSameList } from '../parts/isSameList.ts';
import { isSameLinks } from './createDefinitions.ts';
import type { MarkdownBlock, MarkdownPart } from './MarkdownBlock.ts';

/** The block, or the one before where that says the same; and of its parts those that say the same. */
export function reuseBlock(before: MarkdownBlock | undefined, block: MarkdownBlock): MarkdownBlock {
  if (before === undefined || before === block || before.type !== block.type) return block;
  const parts = block.parts.map((part, at) => reusePart(before.parts[at], part));
  const reused: MarkdownBlock = { ...block, parts };
  return isSame(before, reused) ? before : reused;
}

/** The block with what its parts refer to looked up again. The same object where that has not changed. */
export function relinkBlock<Block extends MarkdownBlock>(block: Block, linksFor: (source: string) => Links): Block {
  const parts = block.parts.map((part) => {
    const links = linksFor(part.source);
    return isSameLinks(part.links, links) ? part : { ...part, links };
  });
  return isSameList(parts, block.parts) ? block : { ...block, parts };
}

function reusePart(before: MarkdownPart | undefined, part: MarkdownPart): MarkdownPart {
  if (before === undefined || before === part) return part;
  const isSame =
    before.start === part.start &&
    before.lead === part.lead &&
    before.source === part.source &&
    isSameLinks(before.links, part.links);
  return isSame ? before : part;
}

function isSame(a: MarkdownBlock, b: MarkdownBlock): boolean {
  if (!isSameList(a.parts, b.parts)) return false;
  if (a.type === 'list' && b.type === 'list')
    return a.ordered === b.ordered && a.first === b.first && a.loose === b.loose;
  return a.type !== 'code' || b.type !== 'code' || (a.language === b.language && a.isClosed === b.isClosed);
}
