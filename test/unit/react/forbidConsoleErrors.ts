import { afterAll, afterEach, vi } from 'vitest';

/** Fails the tests of a file in which React (or anybody else) has something to complain of. */
export function forbidConsoleErrors(): void {
  const error = vi.spyOn(console, 'error');
  const check = () => {
    const calls = error.mock.calls.splice(0);
    if (calls.length > 0)
      throw new Error(`console.error was called: ${calls.map((call) => call.join(' ')).join('\n')}`);
  };
  afterEach(check);
  afterAll(check);
}
