import type { MarkedToken, Token } from 'marked';
import { growCode, growList, growTable, openCode, type GrowingBlock, type MakePart } from './growBlock.ts';
import { shows } from './lexBlocks.ts';
import type { MarkdownBlock } from './MarkdownBlock.ts';
import { readCode, readOpenCode } from './readCode.ts';
import { isClosedFence, readFence } from './readFence.ts';
import { trimLineEnds } from './trimEnds.ts';

/**
 * Block tokens as blocks. `start` is where the first token begins in the text. Where a block grows already, the first
 * token that shows is its next items or rows.
 */
export function toBlocks(
  tokens: readonly Token[],
  start: number,
  growing: GrowingBlock | undefined,
  part: MakePart,
): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let at = start;
  let before = growing;
  for (const token of tokens) {
    if (shows(token)) {
      if (before && before.type !== token.type) blocks.push(before.block);
      blocks.push(toBlock(token as MarkedToken, at, before, part));
      before = undefined;
    }
    at += token.raw.length;
  }
  return before ? [...blocks, before.block] : blocks;
}

function toBlock(token: MarkedToken, start: number, before: GrowingBlock | undefined, part: MakePart): MarkdownBlock {
  if (token.type === 'list') return growList(token, start, before, part);
  if (token.type === 'table') return growTable(token.raw, start, before, part);
  const fence = token.type === 'code' && token.codeBlockStyle !== 'indented' ? readFence(token.raw) : undefined;
  if (!fence) return { type: 'flow', parts: [part(trimLineEnds(token.raw), start)] };
  const body = token.raw.slice(fence.length);
  const { code, end } = readCode(body, fence);
  const shown = end === -1 ? readOpenCode(body, fence, true) : code;
  return growCode(shown, start + fence.length, openCode(fence), isClosedFence(token.raw));
}
