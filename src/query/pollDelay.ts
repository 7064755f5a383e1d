/** How often an interaction that still runs is asked for. */
export interface PollOptions {
  /** The first wait, in ms. Each wait is half as long again as the last. Default 2 seconds. */
  pollInterval?: number;
  /** The longest wait, in ms. Default 30 seconds. */
  maxPollInterval?: number;
  /**
   * How long to go on in all, in ms: a few interactions stay `in_progress` for ever. Default 2 hours, twice what the
   * longest agents take. With 0 it is never asked again by itself.
   */
  pollTimeout?: number;
}

/**
 * How long to wait before the next poll, in ms, or `false` for no more of them.
 *
 * The time that went by is taken for the sum of the waits, not read off a clock: a hidden tab does not poll, and what a
 * laptop slept through is not held against the interaction.
 *
 * @param asked How often the interaction was asked for already.
 */
export function pollDelay(
  asked: number,
  { pollInterval = 2000, maxPollInterval = 30_000, pollTimeout = 7_200_000 }: PollOptions,
): number | false {
  let wait = Math.min(pollInterval, maxPollInterval);
  let waited = 0;
  for (let poll = 1; poll < asked && waited < pollTimeout; poll++) {
    waited += wait;
    wait = Math.min(wait * 1.5, maxPollInterval);
  }
  return waited < pollTimeout && wait;
}
