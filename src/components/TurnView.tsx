import { memo, type ReactNode } from 'react';
import { isRunning, type EndItem, type RowsItem, type Turn } from './arrangeThread.ts';
import { NumberSources } from './citations/TurnSources.tsx';
import { InteractionEnd } from './InteractionEnd.tsx';
import { isSameList } from './isSameList.ts';
import { RowChunk } from './RowChunk.tsx';
import { TurnRunning } from './TurnRunning.ts';

/**
 * One turn. The first rows of each of its interactions stand in it as they are, the others in chunks of their own, which
 * the browser need not lay out while they are out of sight. Keys go by place, so that another branch takes the place of the
 * one before it.
 */
export const TurnView = memo(
  function TurnView({ turn }: { turn: Turn }): ReactNode {
    return (
      <TurnRunning.Provider value={isRunning(turn)}>
        <NumberSources turn={turn}>
          <div className="ris-turn" data-slot="turn">
            {turn.items.map((item, at) =>
              isEnd(item) ? (
                <InteractionEnd key={item.key} part={item.part} rows={item.rows} />
              ) : (
                <RowChunk
                  key={item.key}
                  rows={item.rows}
                  isFirst={item.isFirst}
                  branches={at === 0 ? turn.branches : undefined}
                />
              ),
            )}
          </div>
        </NumberSources>
      </TurnRunning.Provider>
    );
  },
  (before, { turn }) => isSameTurn(before.turn, turn),
);

function isEnd(item: RowsItem | EndItem): item is EndItem {
  return 'part' in item;
}

function isSameTurn(one: Turn, other: Turn): boolean {
  return (
    one.branches === other.branches &&
    one.items.length === other.items.length &&
    one.items.every((item, at) => isSameItem(item, other.items[at]))
  );
}

function isSameItem(one: RowsItem | EndItem, other: RowsItem | EndItem | undefined): boolean {
  if (!other || !isSameList(one.rows, other.rows)) return false;
  return isEnd(one) ? isEnd(other) && one.part === other.part : !isEnd(other);
}
