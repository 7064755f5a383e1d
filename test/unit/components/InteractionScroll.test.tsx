// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { InteractionScroll } from '../../../src/components/thread/InteractionScroll.tsx';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createFeed } from '../react/createFeed.ts';

test('follows what is sent where a test has no layout, and no scrollTo', async () => {
  const store = createInteractionStore({ transport: createFeed() });
  const { container } = render(<InteractionScroll stream={{ store }}>Thread</InteractionScroll>);
  const box = container.querySelector('section');
  expect(box?.scrollTo).toBeUndefined();
  Object.defineProperty(box, 'scrollHeight', { value: 500 });
  await act(async () => void store.getState().send('Go.'));
  expect(box?.scrollTop).toBe(500);
  store.getState().stop();
});
