/** How far a card stands from what it is about, and from the edges of the window, in px. */
const GAP = 6;
const EDGE = 8;

/**
 * Puts a fixed element under another one, or over it where there is more room, its start at the other's start as far as
 * the window allows. Answers whether the other one is in sight.
 */
export function placeCard(card: HTMLElement, anchor: HTMLElement): boolean {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const beside = anchor.getBoundingClientRect();
  card.style.maxBlockSize = '';
  const { width: inline, height: block } = card.getBoundingClientRect();
  const below = height - beside.bottom - GAP - EDGE;
  const above = beside.top - GAP - EDGE;
  const isAbove = block > below && above > below;
  const room = Math.max(0, Math.min(block, isAbove ? above : below));
  const start = getComputedStyle(anchor).direction === 'rtl' ? beside.right - inline : beside.left;
  card.style.left = `${Math.max(EDGE, Math.min(start, width - EDGE - inline))}px`;
  card.style.top = `${isAbove ? beside.top - GAP - room : beside.bottom + GAP}px`;
  card.style.maxBlockSize = `${room}px`;
  return beside.bottom >= 0 && beside.top <= height;
}
