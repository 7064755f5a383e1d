import { areAlike, everyPair } from './everyPair.ts';

/** Whether two JSON values are equal, whatever the order of their keys. `undefined` equals a missing key. */
export function isEqual(a: unknown, b: unknown): boolean {
  return everyPair(a, b, (one, two) => Object.is(one, two) || (areAlike(one, two) ? undefined : false));
}
