import type { ReactNode } from 'react';
import { MoreButton } from './MoreButton.tsx';
import { useLimit } from './useLimit.ts';

export interface LongListProps<Item> {
  items: readonly Item[];
  /** What stands in an item's row. */
  draw: (item: Item) => ReactNode;
  /** Default `ris-list`. */
  className?: string;
}

/** A plain list, of which the beginning is drawn, and more on demand. Nothing where there are no items. */
export function LongList<Item>({ items, draw, className = 'ris-list' }: LongListProps<Item>): ReactNode {
  const [limit, more] = useLimit();
  if (items.length === 0) return null;
  return (
    <>
      <ul className={className}>
        {items.slice(0, limit).map((item, at) => (
          <li key={at}>{draw(item)}</li>
        ))}
      </ul>
      <MoreButton left={items.length - limit} onMore={more} />
    </>
  );
}
