import { afterEach } from 'vitest';

if (typeof document !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react');
  // How long `waitFor` and `findBy…` wait, in ms: a busy machine is late, and that is no failure.
  configure({ asyncUtilTimeout: 10_000 });
  afterEach(cleanup);
  giveBlobUrls();
}

/** jsdom has none. */
function giveBlobUrls(): void {
  let made = 0;
  URL.createObjectURL ??= () => `blob:http://localhost/${(made += 1)}`;
  URL.revokeObjectURL ??= () => {};
}
