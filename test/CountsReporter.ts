import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with one plain line, `12 passed, 0 failed` (`, 1 skipped` if there are any), for people and machines that
 * only read the last line. A file that failed to load and an error outside any test count as failed.
 */
export class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const failed = count('failed') + modules.filter((module) => module.errors().length > 0).length;
    const skipped = count('skipped');
    const line = `${count('passed')} passed, ${failed + unhandledErrors.length} failed`;
    console.log(skipped > 0 ? `${line}, ${skipped} skipped` : line);
  }
}
