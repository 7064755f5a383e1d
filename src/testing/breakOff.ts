import type { CutHow } from './Fault.ts';

/**
 * Ends a connection from within what writes it.
 *
 * @throws TypeError for `break`, in the words in which Node's `fetch` reports a socket that was dropped.
 */
export function breakOff(how: CutHow = 'close'): void {
  if (how === 'break') throw new TypeError('terminated');
}
