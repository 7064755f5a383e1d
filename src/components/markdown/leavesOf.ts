import { onceFor } from '../parts/onceFor.ts';
import { lexPart } from './lexPart.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';
import { type Leaf, readLeaves } from './readLeaves.ts';

/** What a part shows, in order. Read once. */
export const leavesOf = onceFor((part: MarkdownPart): readonly Leaf[] => readLeaves(lexPart(part), part.lead));
