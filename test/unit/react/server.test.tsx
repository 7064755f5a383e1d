import { readdirSync, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { StrictMode, Suspense, act } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { builtinEnvironments } from 'vitest/runtime';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InitialInteractions, ThreadSnapshot } from '../../../src/store/thread/threadSnapshot.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { forbidConsoleErrors } from './forbidConsoleErrors.ts';
import { StoredThread } from './StoredThread.tsx';

const folder = new URL('../../../src/testing/recordings/', import.meta.url);
const stored = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Interaction] as const);

const question: Interaction = {
  status: 'completed',
  steps: [{ type: 'user_input', content: [{ type: 'text', text: 'Well?' }] }],
};

/** What a thread says of itself in the middle of a stream, as JSON keeps it. */
async function halfWay(): Promise<ThreadSnapshot> {
  const transport = createReplayTransport(recordings.counting, { cutAt: 1800 });
  let snapshot: ThreadSnapshot | undefined;
  const store = createInteractionStore({ transport });
  store.subscribe(({ interactions, getSnapshot }) => {
    if (interactions[0]?.outcome === 'running') snapshot = getSnapshot();
  });
  await store.getState().send('Count.');
  return JSON.parse(JSON.stringify(snapshot)) as ThreadSnapshot;
}

function pipe(element: React.ReactNode): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    // React 18 leaves null bytes where a character would have crossed the end of its buffer: facebook/react#26228.
    sink.on('finish', () => resolve(Buffer.concat(chunks).toString().replaceAll('\0', '')));
    const { pipe: start } = renderToPipeableStream(element, { onAllReady: () => start(sink), onError: reject });
  });
}

forbidConsoleErrors();

it('runs where there is no document and there are no frames', () => {
  expect([typeof document, typeof requestAnimationFrame]).toEqual(['undefined', 'undefined']);
});

describe('on a server', () => {
  it.each(stored)('renders %s', async (_, interaction) => {
    const element = <StoredThread initialInteractions={[question, interaction]} />;
    const html = renderToString(element);
    expect(html).toContain(`data-status="${interaction.status}"`);
    expect(html).toContain('Well?');
    expect(await pipe(element)).toBe(html);
  });

  it('renders a thread that was saved half-way, as cut off', async () => {
    const html = renderToString(<StoredThread initialInteractions={await halfWay()} />);
    expect(html).toContain('data-outcome="truncated"');
    expect(html).toContain('1, 2, 3, 4, 5, 6,');
  });

  it('renders a stored interaction that still runs', () => {
    const running: Interaction = { id: 'int_1', status: 'in_progress', steps: [{ type: 'thought' }] };
    expect(renderToString(<StoredThread initialInteractions={[running]} />)).toContain('data-status="in_progress"');
  });
});

describe('in the browser after that', () => {
  /** Renders as a server does, then loads everything anew where there is a document, and hydrates. */
  async function hydrate(initialInteractions: InitialInteractions) {
    const html = await pipe(
      <Suspense>
        <StoredThread initialInteractions={initialInteractions} />
      </Suspense>,
    );
    const { teardown } = await builtinEnvironments.jsdom.setup(globalThis, {});
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    vi.resetModules();
    const { hydrateRoot } = await import('react-dom/client');
    const { StoredThread: ClientThread } = await import('./StoredThread.tsx');
    const { createReplayTransport: replay } = await import('../../../src/stream/createReplayTransport.ts');

    const container = document.createElement('div');
    document.body.append(container);
    container.innerHTML = html;
    const before = [...container.querySelectorAll('*')];
    const onRecoverableError = vi.fn();
    const root = await act(async () =>
      hydrateRoot(
        container,
        <StrictMode>
          <Suspense>
            <ClientThread
              initialInteractions={JSON.parse(JSON.stringify(initialInteractions)) as InitialInteractions}
              transport={replay(recordings['rtl'])}
            />
          </Suspense>
        </StrictMode>,
        { onRecoverableError },
      ),
    );
    onTestFinished(async () => {
      await act(async () => root.unmount());
      vi.unstubAllGlobals();
      await teardown(globalThis);
    });
    return { container, before, onRecoverableError };
  }

  it.each([
    ['finished interactions', async () => [question, ...stored.map(([, interaction]) => interaction)]],
    ['a thread that was saved half-way', halfWay],
    ['a stored interaction that still runs', async () => [{ ...question, status: 'in_progress' }]],
    ['nothing', async () => []],
  ])('takes over %s without a warning, and goes on', { timeout: 20_000 }, async (_, load) => {
    const { container, before, onRecoverableError } = await hydrate(await load());
    expect(onRecoverableError).not.toHaveBeenCalled();
    expect(before.length).toBeGreaterThan(3);
    expect(before.every((element) => element.isConnected)).toBe(true);

    const main = container.querySelector('main');
    await act(async () => container.querySelector<HTMLElement>('main > button')?.click());
    await vi.waitFor(() => expect(main?.dataset.status).toBe('completed'));
    expect(before.includes(main!)).toBe(true);
  });
});
