/**
 * A set of `event_id`s that grows without being copied.
 *
 * All versions share one append-only log; a version is the length of the log that it has seen. Adding to the newest
 * version is constant time; adding something else to an older version (a scrub back, a second branch) copies once. Seen
 * from outside it is an immutable set.
 */
export interface SeenEventIds {
  readonly log: { readonly ids: string[]; readonly at: Map<string, number> };
  readonly size: number;
}

/** Whether this version of the set has `id`. No set is the empty set. */
export function hasEventId(seen: SeenEventIds | undefined, id: string): boolean {
  const at = seen?.log.at.get(id);
  return at !== undefined && at < (seen as SeenEventIds).size;
}

/** The set with `id` added. `id` must not be in it. */
export function addEventId(seen: SeenEventIds | undefined, id: string): SeenEventIds {
  let log = seen?.log ?? { ids: [], at: new Map<string, number>() };
  const size = seen?.size ?? 0;
  if (log.ids[size] === id) return { log, size: size + 1 };
  if (size < log.ids.length) {
    const ids = log.ids.slice(0, size);
    log = { ids, at: new Map(ids.map((seen, index) => [seen, index])) };
  }
  log.ids.push(id);
  log.at.set(id, size);
  return { log, size: size + 1 };
}

/** The ids in the set, in the order in which they were added. */
export function listEventIds(seen: SeenEventIds): string[] {
  return seen.log.ids.slice(0, seen.size);
}

/** The set of these ids. */
export function eventIdsFrom(ids: readonly string[]): SeenEventIds | undefined {
  return ids.reduce<SeenEventIds | undefined>(
    (seen, id) => (hasEventId(seen, id) ? seen : addEventId(seen, id)),
    undefined,
  );
}
