import { afterEach } from 'vitest';

if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/react');
  afterEach(cleanup);
  giveBlobUrls();
}

/** jsdom has none. */
function giveBlobUrls(): void {
  let made = 0;
  URL.createObjectURL ??= () => `blob:http://localhost/${(made += 1)}`;
  URL.revokeObjectURL ??= () => {};
}
