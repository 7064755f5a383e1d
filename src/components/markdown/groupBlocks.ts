import { isSameList } from '../parts/isSameList.ts';
import type { MarkdownBlock, MarkdownDocument } from './MarkdownBlock.ts';

/** How many blocks stand in a group. */
const GROUP = 32;

/** Blocks as groups. A group that holds the same blocks as before is the same object. */
export function groupBlocks(blocks: readonly MarkdownBlock[], before: MarkdownDocument | undefined): MarkdownDocument {
  const groups: (readonly MarkdownBlock[])[] = [];
  for (let start = 0; start < blocks.length; start += GROUP) {
    const group = blocks.slice(start, start + GROUP);
    const last = before?.groups[groups.length];
    groups.push(last && isSameList(last, group) ? last : group);
  }
  return { groups };
}
