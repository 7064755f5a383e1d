/**
 * Takes out the call that a result answers, of those that have its id and no result yet: the first one of the latest
 * interaction that has any. Ids may be empty or repeated; parallel calls are answered in their order, and one that was
 * never answered does not get the result of a later one.
 *
 * @param waiting In the order of the thread.
 * @param keyOf The key of the call's entry.
 */
export function takeCall<Call>(waiting: Call[], keyOf: (call: Call) => string): Call | undefined {
  const last = waiting.at(-1);
  if (last === undefined) return undefined;
  const latest = interactionOf(keyOf(last));
  const at = waiting.findIndex((call) => interactionOf(keyOf(call)) === latest);
  return waiting.splice(at, 1)[0];
}

/** The key of the interaction that an entry is of, by the entry's key. */
export function interactionOf(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}
