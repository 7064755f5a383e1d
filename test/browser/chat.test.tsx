import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, StrictMode } from 'react';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { useInteractionStream } from '../../src/react/useInteractionStream.ts';
import { createFetchTransport } from '../../src/stream/createFetchTransport.ts';
import { createInteractionsServer } from '../../src/testing/createInteractionsServer.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

/** A page with a chat that talks to a server, and every request that the server has seen. */
function showChat() {
  const server = createInteractionsServer({ respond: () => 'counting', pace: 20 });
  const requests: Request[] = [];
  const transport = createFetchTransport({
    url: 'https://example.com/v1beta/interactions',
    fetch: (url, init) => {
      const request = new Request(url, init);
      requests.push(request);
      return server.fetch(request);
    },
  });
  function Chat(): ReactNode {
    const stream = useInteractionStream({ transport, params: { model: 'gemini-3-flash-preview' } });
    return (
      <main>
        <output>{stream.outcome}</output>
        <InteractionSteps stream={stream} />
        <button type="button" onClick={() => void stream.send('Count to twenty-five.')}>
          Send
        </button>
        <button type="button" onClick={stream.stop}>
          Stop
        </button>
        <button type="button" onClick={() => void stream.retry()}>
          Retry
        </button>
        <button type="button" onClick={stream.clear}>
          Clear
        </button>
      </main>
    );
  }
  const view = render(<Chat />, { wrapper: StrictMode });
  const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));
  const outcome = () => screen.getByRole('status').textContent;
  return { ...view, requests, click, outcome };
}

test('a chat sends once, draws the answer as it comes, stops, retries in place and clears', async () => {
  const { requests, click, outcome, container } = showChat();
  await click('Send');
  await vi.waitFor(() => expect(container.textContent).toContain('1, 2, 3,'));
  expect(outcome()).toBe('running');
  expect(container.textContent).not.toContain('25');

  await click('Stop');
  expect(outcome()).toBe('stopped');
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([true]);
  expect(container.textContent).toContain('1, 2, 3,');

  await click('Retry');
  await vi.waitFor(() => expect(outcome()).toBe('finished'), 5000);
  expect(requests).toHaveLength(2);
  expect(container.textContent?.split('Count to twenty-five.')).toHaveLength(2);
  expect(container.textContent).toContain('25');

  await click('Clear');
  expect(outcome()).toBe('idle');
  expect(container.textContent).not.toContain('25');
});

test('a chat that is unmounted in the middle of an answer lets go of the connection', async () => {
  const { requests, click, unmount, container } = showChat();
  await click('Send');
  await vi.waitFor(() => expect(container.textContent).toContain('1, 2, 3,'));
  expect(requests[0]?.signal.aborted).toBe(false);
  act(unmount);
  await vi.waitFor(() => expect(requests.map(({ signal }) => signal.aborted)).toEqual([true]));
});
