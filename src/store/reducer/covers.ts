import { areAlike, everyPair } from './everyPair.ts';
import { isEmpty } from './isEmpty.ts';

/** Whether a JSON value says no less than another: it has all that the other has, and no text of it is shorter. */
export function covers(value: unknown, other: unknown): boolean {
  return everyPair(value, other, (now, old) => {
    if (now === old || isEmpty(old)) return true;
    if (typeof old === 'string') return typeof now === 'string' && now.length >= old.length;
    if (typeof old === 'object') return areAlike(now, old) ? undefined : false;
    return now !== undefined && now !== null;
  });
}
