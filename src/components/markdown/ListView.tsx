import type { Token, Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { lexPart } from './lexPart.ts';
import { loosenItem } from './loosenItem.ts';
import type { ListBlock, MarkdownPart } from './MarkdownBlock.ts';
import { ListTag, renderItems } from './renderBlocks.tsx';

/** A top-level list. Of a long one only those parts render again that are others. */
export function ListView({ list, tail }: { list: ListBlock; tail?: ReactNode }): ReactNode {
  const last = list.parts.length - 1;
  return (
    <ListTag ordered={list.ordered} first={list.first} dir="auto">
      {list.parts.map((part, at) => (
        <ListItems key={at} part={part} isLoose={list.loose} tail={at === last ? tail : undefined} />
      ))}
    </ListTag>
  );
}

interface ListItemsProps {
  part: MarkdownPart;
  isLoose: boolean;
  tail?: ReactNode;
}

const ListItems = memo(function ListItems({ part, isLoose, tail }: ListItemsProps): ReactNode {
  const items = itemsOf(part);
  return renderItems(isLoose ? items.map(loosenItem) : items, tail);
});

function itemsOf(part: MarkdownPart): Tokens.ListItem[] {
  return lexPart(part).find((token): token is Token & Tokens.List => token.type === 'list')?.items ?? [];
}
