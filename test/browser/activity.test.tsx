import { render } from '@testing-library/react';
import { Activity, StrictMode, useEffect } from 'react';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { type InteractionStreamHandle, useInteractionStream } from '../../src/react/useInteractionStream.ts';
import { type InteractionStore, createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../src/store/thread/InteractionStreamOptions.ts';
import { completed, createFeed, created, startText, text } from '../unit/react/createFeed.ts';

function show(options: InteractionStreamOptions | { store: InteractionStore }) {
  const at: { stream?: InteractionStreamHandle } = {};
  function Chat() {
    const stream = useInteractionStream(options);
    useEffect(() => {
      at.stream = stream;
    });
    return <InteractionSteps stream={stream} />;
  }
  const page = (mode: 'visible' | 'hidden') => (
    <StrictMode>
      <Activity mode={mode}>
        <Chat />
      </Activity>
    </StrictMode>
  );
  const view = render(page('visible'));
  return { ...view, at, setMode: (mode: 'visible' | 'hidden') => view.rerender(page(mode)) };
}

test('a thread that is hidden for good is stopped; shown again, it has what arrived and can go on', async () => {
  const feed = createFeed();
  const { at, setMode, container } = show({ transport: feed });
  void at.stream?.send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), startText(0), text(0, 'so far'));
  await vi.waitFor(() => expect(container.textContent).toContain('so far'));

  setMode('hidden');
  await vi.waitFor(() => expect(feed.requests[0]?.signal.aborted).toBe(true));
  setMode('visible');
  await vi.waitFor(() => expect(at.stream?.outcome).toBe('stopped'));
  expect(container.textContent).toContain('so far');

  void at.stream?.retry();
  await vi.waitFor(() => expect(feed.requests).toHaveLength(2));
  feed.push(created('int_2'), startText(0), text(0, 'all of it'), completed('int_2'));
  feed.close();
  await vi.waitFor(() => expect(container.textContent).toContain('all of it'));
  expect(at.stream?.outcome).toBe('finished');
});

test('a shared thread goes on while it is hidden', async () => {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  const { setMode, container } = show({ store });
  void store.getState().send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  setMode('hidden');
  feed.push(created('int_1'), startText(0), text(0, 'unseen'), completed('int_1'));
  feed.close();
  await vi.waitFor(() => expect(store.getState().interactions[0]?.outcome).toBe('finished'));
  setMode('visible');
  await vi.waitFor(() => expect(container.textContent).toContain('unseen'));
});
