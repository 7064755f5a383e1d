/** Where boxes were scrolled to so that nothing in them moves: a scroll up that is no reader's. */
export const heldScrolls = new WeakMap<Element, number>();
