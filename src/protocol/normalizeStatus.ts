/** Statuses of an early dialect, and of webhooks, in the current words. */
const CURRENT: ReadonlyMap<unknown, string> = new Map([
  ['created', 'in_progress'],
  ['done', 'completed'],
  ['waiting', 'requires_action'],
  ['pending', 'queued'],
]);

/** An interaction's status in the current words. Any other value is returned as it is: the list of statuses is open. */
export function normalizeStatus(status: unknown): unknown {
  return CURRENT.get(status) ?? status;
}
