// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { createRequire } from 'node:module';
import { version } from 'react';
import { version as domVersion } from 'react-dom';
import { expect, it } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../src/stream/createReplayTransport.ts';
import { recordings } from '../../src/testing/recordings.ts';

it('runs on React 18, and on no other React beside it', async () => {
  expect(version).toMatch(/^18\.3\./);
  expect(domVersion).toBe(version);

  const store = createInteractionStore({ transport: createReplayTransport(recordings.counting) });
  render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().send('Count.'));
  expect(screen.getByText(/17, 18, 19, 20/)).toBeTruthy();

  const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) =>
    /\/react(-dom)?(-18)?\//.test(path),
  );
  expect(loaded.some((path) => path.includes('/react-18/'))).toBe(true);
  expect(loaded.some((path) => path.includes('/react-dom-18/'))).toBe(true);
  expect(loaded.filter((path) => !path.includes('-18/') && !path.includes('/@testing-library/'))).toEqual([]);
});
