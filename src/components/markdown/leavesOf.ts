import { lexPart } from './lexPart.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';
import { type Leaf, readLeaves } from './readLeaves.ts';

const known = new WeakMap<MarkdownPart, readonly Leaf[]>();

/** What a part shows, in order. Read once. */
export function leavesOf(part: MarkdownPart): readonly Leaf[] {
  let leaves = known.get(part);
  if (!leaves) known.set(part, (leaves = readLeaves(lexPart(part), part.lead)));
  return leaves;
}
