import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type FocusEvent,
  type PointerEvent,
  type RefObject,
} from 'react';

/** How long a mouse rests before the card opens, and is away before it closes, in ms. */
const OPEN_DELAY = 150;
const CLOSE_DELAY = 250;

export interface HoverCard {
  isOpen: boolean;
  /** The keyboard asked for what is in the card: the focus goes there. */
  isEntered: boolean;
  close: () => void;
  /** For what holds the button and the card. */
  rootProps: ComponentPropsWithoutRef<'span'>;
  buttonProps: ComponentPropsWithoutRef<'button'>;
}

/**
 * When a card beside a button is open: while a mouse rests on either, or the focus is in either. A tap opens and closes it;
 * Enter opens it and goes inside; Escape closes it, and so does whatever is done elsewhere.
 */
export function useHoverCard(root: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>): HoverCard {
  const [state, setState] = useState<'closed' | 'open' | 'entered'>('closed');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pointer = useRef('');
  const isOpen = state !== 'closed';

  const change = useCallback((next: typeof state, delay = 0) => {
    clearTimeout(timer.current);
    if (delay === 0) setState(next);
    else timer.current = setTimeout(() => setState(next), delay);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const close = useCallback(() => change('closed'), [change]);

  useEffect(() => {
    if (!isOpen) return undefined;
    const isInside = (target: EventTarget | null) => target instanceof Node && root.current?.contains(target) === true;
    const onPointer = ({ type, target }: Event) => {
      const isOther = type === 'pointerdown' || (target instanceof Element && target.closest('.ris-citation'));
      if (isOther && !isInside(target)) close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      if (isInside(document.activeElement)) button.current?.focus();
      close();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [isOpen, close, root, button]);

  return {
    isOpen,
    isEntered: state === 'entered',
    close,
    rootProps: {
      onPointerEnter: ({ pointerType }: PointerEvent) => {
        if (pointerType === 'mouse') change(isOpen ? state : 'open', isOpen ? 0 : OPEN_DELAY);
      },
      onPointerLeave: ({ pointerType }: PointerEvent) => {
        const isHeld = root.current?.querySelector(':focus-visible');
        if (pointerType === 'mouse' && !isHeld) change('closed', CLOSE_DELAY);
      },
      onBlur: ({ relatedTarget }: FocusEvent) => {
        if (!root.current?.contains(relatedTarget)) close();
      },
    },
    buttonProps: {
      onFocus: ({ currentTarget }: FocusEvent) => {
        if (currentTarget.matches(':focus-visible')) change('open');
      },
      onPointerDown: ({ pointerType }: PointerEvent) => {
        pointer.current = pointerType;
      },
      onClick: ({ detail }) => {
        if (detail === 0) change('entered');
        else change(isOpen && pointer.current === 'touch' ? 'closed' : 'open');
      },
    },
  };
}
