import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { CitedSource } from './CitedSource.tsx';
import type { Cited } from './Cited.ts';
import { placeCard } from './placeCard.ts';

export interface CitationCardProps {
  id: string;
  cited: readonly Cited[];
  /** What it stands beside. */
  anchor: RefObject<HTMLElement | null>;
  /** The focus goes inside. */
  isEntered: boolean;
  /** Called when what it stands beside has gone out of sight. */
  onLost: () => void;
}

/** How many sources a card shows; all of them are in the list under the answer. */
const SHOWN = 12;

/** No `dialog` element may stand in a paragraph. */
const DIALOG = { role: 'dialog', tabIndex: -1 } as const;

/**
 * A card about sources, which goes where what it stands beside goes. It is drawn in the top layer, so that no table or scroll box cuts it off and nothing moves for it;
 * where the browser has none, it is merely fixed. Its elements are inline ones, since it stands inside a paragraph.
 */
export function CitationCard({ id, cited, anchor, isEntered, onLost }: CitationCardProps): ReactNode {
  const { citations, common } = useLabels();
  const card = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    const shown = card.current;
    if (typeof shown?.showPopover !== 'function') return undefined;
    shown.popover = 'manual';
    shown.showPopover();
    return () => shown.hidePopover();
  }, []);

  useLayoutEffect(() => {
    if (card.current && anchor.current) placeCard(card.current, anchor.current);
  });

  useEffect(() => {
    let before = '';
    let frame = requestAnimationFrame(function follow() {
      frame = requestAnimationFrame(follow);
      if (!anchor.current || !card.current) return;
      const { x, y } = anchor.current.getBoundingClientRect();
      const now = [x, y, innerWidth, innerHeight].join(' ');
      if (now !== before && !placeCard(card.current, anchor.current)) onLost();
      before = now;
    });
    return () => cancelAnimationFrame(frame);
  }, [anchor, onLost]);

  useEffect(() => {
    if (isEntered) (card.current?.querySelector('a') ?? card.current)?.focus();
  }, [isEntered]);

  return (
    <span ref={card} id={id} className="ris-citation-card" aria-label={citations.sources} {...DIALOG}>
      {cited.slice(0, SHOWN).map(({ source, passage }) => (
        <CitedSource key={source.key} source={source} passage={passage} />
      ))}
      {cited.length > SHOWN && <span className="ris-cited-more">{common.more(cited.length - SHOWN)}</span>}
    </span>
  );
}
