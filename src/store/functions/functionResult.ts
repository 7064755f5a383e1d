import { isContentType } from '../../protocol/normalizeContent.ts';
import type { FunctionCallStep, FunctionResultStep } from '../../protocol/Step.ts';
import { isWire } from '../../protocol/Wire.ts';
import { isEmpty } from '../reducer/isEmpty.ts';

/**
 * The step that answers a call. The API takes text, content items and objects: those are sent as they are, and everything
 * else (`0`, `false`, `null`, a list) as `{ result: value }`.
 *
 * @throws TypeError for what JSON cannot hold: a cycle, a BigInt, a Map, a Response. The likes of those would be `{}`.
 */
export function functionResult(call: FunctionCallStep, value: unknown, isError = false): FunctionResultStep {
  const plain: unknown = JSON.parse(JSON.stringify(value ?? null) ?? 'null');
  const kind = Object.prototype.toString.call(value);
  if (kind !== '[object Object]' && isWire(plain) && isEmpty(plain)) throw new TypeError(`JSON cannot hold ${kind}.`);
  const isTaken = typeof plain === 'string' || isWire(plain) || areContents(plain);
  return {
    type: 'function_result',
    call_id: call.id ?? '',
    ...(call.name && { name: call.name }),
    ...(isError && { is_error: true }),
    result: (isTaken ? plain : { result: plain }) as FunctionResultStep['result'],
  };
}

/** What a model is told of a call that the reader, or the host for them, refused. */
export function deniedResult(call: FunctionCallStep, reason = ''): FunctionResultStep {
  return functionResult(call, `The user denied this call.${reason === '' ? '' : ` ${reason}`}`, true);
}

function areContents(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isWire(item) && isContentType(item.type));
}
