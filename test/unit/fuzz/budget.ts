import fc from 'fast-check';

/** How long all fuzzing of a test run takes, in seconds. `FUZZ_SECONDS=3600` fuzzes for an hour. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 60);

/** `FUZZ_SEED` repeats a run; without it, each run has a seed of its own, which it prints. */
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

/** Tries a property for its share of the time (0 to 1), and not for a number of runs. */
export async function tryFor(
  share: number,
  property: fc.IProperty<unknown> | fc.IAsyncProperty<unknown>,
): Promise<void> {
  console.log(`FUZZ_SEED=${seed}, for ${Math.round(SECONDS * share)} s`);
  await fc.assert(property as fc.IAsyncProperty<unknown>, {
    seed,
    numRuns: 2 ** 31 - 1,
    interruptAfterTimeLimit: SECONDS * share * 1000,
  });
}

/** How long a test with such a share may take before it counts as hung, in ms. */
export const timeoutOf = (share: number): number => SECONDS * share * 4000 + 60_000;
