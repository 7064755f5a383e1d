import { isWire } from '../../protocol/Wire.ts';
import type { GrowingContainers } from '../../store/reducer/createPartialJsonReader.ts';
import { isEmpty } from './callFields.ts';
import { entriesOf } from '../json/entriesOf.ts';
import { recordOf } from '../parts/fields.ts';
import { useGrowingJson } from '../json/useGrowingJson.ts';

/** A call's arguments, whole or as far as they have come. */
export interface CallArguments {
  value: unknown;
  /** What in them may still change. */
  growing?: GrowingContainers;
  /** How many values of them have begun. */
  count?: number;
  isEmpty: boolean;
  /** They are not whole. */
  isPartial: boolean;
}

/** The arguments of a call: its own once it has them, until then what can be read of their text. */
export function useCallArguments(call: unknown, text = '', isGrowing: boolean): CallArguments {
  const { arguments: whole } = recordOf(call);
  const isText = typeof whole === 'string';
  const read = useGrowingJson(isText ? whole : isEmpty(whole) && /\S/.test(text) ? text : undefined, isGrowing);
  if (!read || (isText && !isWire(read.value))) return { value: whole, isEmpty: isEmpty(whole), isPartial: false };
  const { value = whole, growing, count, complete, error } = read;
  const isNothing = isWire(value) ? entriesOf(value, 1, growing).size === 0 : value === undefined;
  return { value, growing, count, isEmpty: isNothing, isPartial: !complete && error === undefined };
}
