import type { Token, Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { insertTokens } from './insertTokens.ts';
import { loosenItem } from './loosenItem.ts';
import type { ListBlock, MarkdownPart } from './MarkdownBlock.ts';
import { ListTag, renderItems } from './renderBlocks.tsx';

/**
 * A top-level list. A long one is several, each of a few dozen items: only those render again that are others, and the
 * browser need not lay out those out of sight.
 */
export function ListView({ list, tail }: { list: ListBlock; tail?: ReactNode }): ReactNode {
  let first = list.first;
  return list.parts.map((part, at) => {
    const view = (
      <ListPart
        key={at}
        part={part}
        ordered={list.ordered}
        first={first}
        isLoose={list.loose}
        isContinued={at > 0}
        tail={at === list.parts.length - 1 ? tail : undefined}
      />
    );
    first += itemsOf(part).length;
    return view;
  });
}

interface ListPartProps extends Pick<ListBlock, 'ordered' | 'first'> {
  part: MarkdownPart;
  isLoose: boolean;
  isContinued: boolean;
  tail?: ReactNode;
}

const ListPart = memo(function ListPart({ part, isLoose, tail, ...list }: ListPartProps): ReactNode {
  const items = itemsOf(part);
  return (
    <ListTag {...list} dir="auto">
      {renderItems(isLoose ? items.map(loosenItem) : items, tail)}
    </ListTag>
  );
});

function itemsOf(part: MarkdownPart): Tokens.ListItem[] {
  return insertTokens(part).find((token): token is Token & Tokens.List => token.type === 'list')?.items ?? [];
}
