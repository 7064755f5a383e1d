/** What every component's root element carries, before the props of the caller. */
export interface SlotProps {
  className: string;
  'data-slot': string;
  'data-state'?: string;
}

/**
 * The attributes of a root element: `data-slot`, `data-state` and the classes `ris ris-<slot>` that the stylesheet reads,
 * with the caller's `className` behind. Spread the caller's other props first, so that the slot stays ours.
 */
export function slotProps(slot: string, state?: string, className?: string): SlotProps {
  return {
    className: `ris ris-${slot}${className ? ` ${className}` : ''}`,
    'data-slot': slot,
    ...(state !== undefined && { 'data-state': state }),
  };
}
