import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollDelay, type PollOptions } from '../../../src/query/pollDelay.ts';

/** The waits one after another, up to the last one. */
function waits(options: PollOptions): number[] {
  const all: number[] = [];
  for (let delay = pollDelay(1, options); delay !== false; delay = pollDelay(all.length + 1, options)) all.push(delay);
  return all;
}

describe('pollDelay', () => {
  it('waits half as long again each time, up to the longest wait, until the time is up', () => {
    expect(waits({ pollInterval: 1000, maxPollInterval: 3000, pollTimeout: 9000 })).toEqual([
      1000, 1500, 2250, 3000, 3000,
    ]);
  });

  it('by itself begins with two seconds, comes to half a minute, and gives up after two hours', () => {
    const all = waits({});
    expect(all.slice(0, 3)).toEqual([2000, 3000, 4500]);
    expect(all.at(-1)).toBe(30_000);
    const sum = all.reduce((total, wait) => total + wait, 0);
    expect(sum).toBeGreaterThanOrEqual(7_200_000);
    expect(sum).toBeLessThan(7_230_000);
  });

  it('never waits longer than the longest wait, be the first one longer', () => {
    expect(waits({ pollInterval: 5000, maxPollInterval: 2000, pollTimeout: 4000 })).toEqual([2000, 2000]);
  });

  it('does not ask again where there is no time for it', () => {
    expect(pollDelay(1, { pollTimeout: 0 })).toBe(false);
  });

  it('goes on for ever only when told so', () => {
    expect(pollDelay(1_000_000, { pollTimeout: Number.POSITIVE_INFINITY })).toBe(30_000);
  });

  it('ends, for any times, after as many polls as fit into them', () => {
    const ms = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(ms, ms, ms, (pollInterval, maxPollInterval, pollTimeout) => {
        const all = waits({ pollInterval, maxPollInterval, pollTimeout });
        const before = all.slice(0, -1).reduce((total, wait) => total + wait, 0);
        expect(before).toBeLessThan(pollTimeout);
        expect(before + (all.at(-1) ?? 0)).toBeGreaterThanOrEqual(pollTimeout);
      }),
      { numRuns: 50 },
    );
  });
});
