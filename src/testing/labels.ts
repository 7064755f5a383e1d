import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';

/** A label of a request. The API leaves them to its users; here they choose how an interaction is played. */
export function labelOf({ labels }: CreateInteractionParams, name: string): string | undefined {
  const value = (labels as { [name: string]: unknown } | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** A label as a number; `undefined` if it is none, or less than `least`. */
export function numberLabelOf(params: CreateInteractionParams, name: string, least: number): number | undefined {
  const value = Number(labelOf(params, name) ?? Number.NaN);
  return value >= least ? value : undefined;
}
