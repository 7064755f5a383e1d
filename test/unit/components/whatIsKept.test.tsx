// @vitest-environment jsdom
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import type { InteractionsServerOptions } from '../../../src/testing/InteractionsServerOptions.ts';
import { serverThread } from '../store/serverThread.ts';

const notice = () => document.querySelector('[data-slot="notice"]')?.textContent;
const pending = () => document.querySelector('[data-slot="pending"]')?.textContent;

/** A thread on screen, of a server that fails so, which has been asked. */
async function ask(faults: InteractionsServerOptions['faults']) {
  const { store } = serverThread({ faults }, { params: { labels: { recording: 'grounded-answer' } } });
  render(<InteractionSteps stream={{ store }} />);
  await act(
    async () =>
      void store
        .getState()
        .send('Go.')
        .catch(() => undefined),
  );
}

test('a failure says that what had arrived is kept, where something had', async () => {
  await ask(({ action }) =>
    action === 'create'
      ? { type: 'error_after', events: 8, code: 'api_error' }
      : { type: 'http_error', status: 403, code: 'permission_denied' },
  );
  await waitFor(() => expect(notice()).toMatch(/^Something went wrong\. What had arrived is kept\. Details/));
});

test('a failure does not say so where nothing had', async () => {
  await ask(() => ({ type: 'http_error', status: 500, code: 'internal' }));
  await waitFor(() => expect(notice()).toMatch(/^Something went wrong\. Details/));
});

test('what the server has no more is sent again, and not taken up for ever', async () => {
  let gone = true;
  await ask(({ action }) =>
    action === 'create'
      ? gone
        ? { type: 'cut_after', events: 8 }
        : undefined
      : { type: 'http_error', status: 404, code: 'not_found' },
  );
  await waitFor(() => expect(notice()).toMatch(/^The connection ended before the answer was complete\./));
  expect(notice()).toMatch(/could not be taken up again/);
  expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
  gone = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(document.querySelector('[data-slot="sources"]')).not.toBeNull());
  expect(notice()).toBeUndefined();
});

test('a service that is too busy for a request is not called a lost connection', async () => {
  let refusals = 1;
  await ask(() => ((refusals -= 1) >= 0 ? { type: 'http_error', status: 429, retryAfter: 1 } : undefined));
  await waitFor(() => expect(pending()).toContain('The service is busy, trying again…'));
  await waitFor(() => expect(document.querySelector('[data-slot="sources"]')).not.toBeNull());
});
