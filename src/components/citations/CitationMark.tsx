import { Fragment, useId, useRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { CitationCard } from './CitationCard.tsx';
import type { Cited } from './Cited.ts';
import { useHoverCard } from './useHoverCard.ts';

/** How many numbers a mark shows at most, and how many when there are more. */
const MOST = 3;
const SHOWN = 2;

/**
 * The numbers of what is cited at one place: a button that opens a card about the sources, which stands right behind it
 * for the keyboard. The card opens by itself under a mouse that rests here, and with the keyboard's focus.
 */
export function CitationMark({ cited }: { cited: readonly Cited[] }): ReactNode {
  const { citations } = useLabels();
  const id = useId();
  const root = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { isOpen, isEntered, close, rootProps, buttonProps } = useHoverCard(root, button);
  const shown = cited.length > MOST ? cited.slice(0, SHOWN) : cited;
  const numbers = shown.map(({ source }) => source.number);
  const rest = cited.length - shown.length;
  return (
    <span {...rootProps} ref={root} {...slotProps('citation', isOpen ? 'open' : 'closed')}>
      <button
        {...buttonProps}
        ref={button}
        type="button"
        className="ris-citation-numbers"
        aria-label={citations.cited(numbers, rest)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
      >
        {[...numbers, ...(rest > 0 ? [`+${rest}`] : [])].map((shown, at) => (
          <Fragment key={shown}>
            {at > 0 && ' '}
            <span className="ris-citation-number">{shown}</span>
          </Fragment>
        ))}
      </button>
      {isOpen && <CitationCard id={id} cited={cited} anchor={button} isEntered={isEntered} onLost={close} />}
    </span>
  );
}
