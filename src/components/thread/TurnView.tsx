import { memo, useRef, type ReactNode } from 'react';
import { isRunning, type EndItem, type RowsItem, type Turn } from './arrangeThread.ts';
import { HoldStill } from './HoldStill.tsx';
import { NumberSources } from './NumberSources.tsx';
import { InteractionEnd } from './InteractionEnd.tsx';
import { isSameList } from '../parts/isSameList.ts';
import { NO_SUGGESTIONS, placeSuggestions } from './placeSuggestions.ts';
import { RowChunk } from './RowChunk.tsx';
import { SearchSuggestions } from '../steps/SearchSuggestions.tsx';
import { TurnEnd } from './TurnEnd.tsx';
import { TurnFolded } from '../steps/TurnFolded.ts';
import { TurnGroups } from './TurnGroups.ts';
import { useTurnGroups } from './useTurnGroups.ts';

export interface TurnViewProps {
  turn: Turn;
  /** Whether no other turn follows it. */
  isLast: boolean;
}

/**
 * One turn. The first rows of each of its interactions stand in it as they are, the others in chunks of their own, which
 * the browser need not lay out while they are out of sight. Keys go by place, so that another branch takes the place of the
 * one before it.
 */
export const TurnView = memo(
  function TurnView({ turn, isLast }: TurnViewProps): ReactNode {
    const element = useRef<HTMLDivElement>(null);
    const groups = useTurnGroups(element, turn, isLast);
    const views: ReactNode[] = [];
    let suggestions = NO_SUGGESTIONS;
    for (const [at, item] of turn.items.entries()) {
      if (isEnd(item)) {
        views.push(<InteractionEnd key={item.key} part={item.part} rows={item.rows} />);
        continue;
      }
      const { key, rows, isFirst } = item;
      const branches = at === 0 ? turn.branches : undefined;
      views.push(<RowChunk key={key} {...{ rows, isFirst, branches, suggestions }} />);
      suggestions = placeSuggestions(rows, suggestions).left;
    }
    const isFolded = groups.groups !== undefined;
    const running = isRunning(turn);
    if (!running) views.splice(-1, 0, ...suggestions.map((html, at) => <SearchSuggestions key={at} html={html} />));
    return (
      <TurnFolded.Provider value={isFolded}>
        <TurnGroups.Provider value={groups}>
          <NumberSources turn={turn}>
            <HoldStill turn={element} isFolded={isFolded}>
              <div className="ris-turn" data-slot="turn" ref={element}>
                {views}
                <TurnEnd turn={turn} isRunning={running} isLast={isLast} />
              </div>
            </HoldStill>
          </NumberSources>
        </TurnGroups.Provider>
      </TurnFolded.Provider>
    );
  },
  (before, after) => before.isLast === after.isLast && isSameTurn(before.turn, after.turn),
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
