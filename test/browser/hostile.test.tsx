import { act, cleanup, render } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../src/stream/createReplayTransport.ts';
import '../../src/styles.css';
import { corpus } from './hostile/corpus.ts';
import { hostileDeltas, hostileInteraction, hostileSteps } from './hostile/hostileSteps.ts';

interface Params {
  requestId?: string;
  request?: { url: string };
  url?: string;
  blockedReason?: string;
}

/** The part of the DevTools protocol that is used here; the types know no session of its own. */
interface Session {
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: (params: Params) => void): void;
  off(event: string, listener: (params: Params) => void): void;
}

const ran: unknown[] = [];
/** By the request's id. Those that a policy refused before they left are taken out again. */
const requested = new Map<string, string>();
const navigated: string[] = [];
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const own = prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).join());
const home = location.href;

const listeners: { [event: string]: (params: Params) => void } = {
  'Network.requestWillBeSent': ({ requestId = '', request }) => void requested.set(requestId, request?.url ?? ''),
  'Network.loadingFailed': ({ requestId = '', blockedReason }) => {
    if (blockedReason === 'csp' || blockedReason === 'origin') requested.delete(requestId);
  },
  'Page.frameRequestedNavigation': ({ url = '' }) => void (url.startsWith('about:') || navigated.push(url)),
  'Page.windowOpen': ({ url = '' }) => void navigated.push(url),
};

beforeAll(async () => {
  const canary = (...args: unknown[]) => ran.push(args);
  Object.assign(window, { ran: canary, alert: canary, confirm: canary, prompt: canary });
  Object.assign(window.top ?? {}, { ran: canary });
  window.addEventListener('unhandledrejection', ({ reason }) => ran.push(reason));
  const session = cdp() as unknown as Session;
  await session.send('Network.enable');
  await session.send('Page.enable');
  for (const [event, listener] of Object.entries(listeners)) session.on(event, listener);
});

afterEach(cleanup);

afterAll(async () => {
  const session = cdp() as unknown as Session;
  for (const [event, listener] of Object.entries(listeners)) session.off(event, listener);
  await session.send('Network.disable');
  await session.send('Page.disable');
});

/** What was asked of anybody since the last time, but for the modules that the page is made of. */
function requests(): string[] {
  const urls = [...requested.values()];
  const isOurs = (url: string) => url.startsWith(`${location.origin}/`) && !/leak|\/x$/.test(url);
  return urls.filter((url) => !isOurs(url) && !/^(data|blob|about):/.test(url));
}

async function expectHarmless(root: HTMLElement): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  await vi.waitFor(() => expect(requests()).toEqual([]), { interval: 10 });
  requested.clear();
  expect(ran).toEqual([]);
  expect(navigated).toEqual([]);
  expect(location.href).toBe(home);
  expect(prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).join())).toEqual(own);
  expect('polluted' in {}).toBe(false);
  expect(
    root.querySelector('script, object, embed, form, link, base, meta, style, [srcdoc*="<script"]:not(iframe)'),
  ).toBeNull();
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^(on\w+|srcset|poster|background|formaction|action|ping|name|is|xlink:href)$/i.test(name))
        expect(name).toBe('');
      if (name === 'href' && !/^(https?|mailto):/.test(value)) expect(value).toBe('');
      if (name === 'src' && !/^(blob:http|data:image\/(png|gif|jpeg|webp|bmp|avif);base64,)/.test(value)) {
        expect(value).toBe('');
      }
      if (name === 'style' && /url|expression|fixed/.test(value)) expect(value).toBe('');
    }
    if (element instanceof HTMLAnchorElement) expect(element.rel).toBe('noopener noreferrer');
    if (element instanceof HTMLIFrameElement) expect(element.getAttribute('sandbox')).not.toContain('allow-scripts');
  }
}

function openEverything(root: HTMLElement): void {
  for (let round = 0; round < 2; round += 1) {
    act(() => {
      for (const row of root.querySelectorAll<HTMLElement>('[aria-expanded="false"], [aria-pressed="false"]'))
        row.click();
    });
  }
}

/** The same steps as the wire brings them: bare, then filled by their deltas. */
function streamOf(bad: string): string {
  const interaction = hostileInteraction(bad);
  const events = [
    { event_type: 'interaction.created', interaction: { ...interaction, status: 'in_progress' } },
    ...hostileDeltas(bad).flatMap((delta, index) => [
      { event_type: 'step.delta', index, delta, event_id: `${bad}${index}` },
      { event_type: 'step.stop', index },
    ]),
    ...hostileSteps(bad).map((step, at) => ({ event_type: 'step.start', index: 40 + at, step })),
    { event_type: bad, [bad]: bad },
    { event_type: 'error', error: { code: bad, message: bad } },
    { event_type: 'interaction.completed', interaction },
  ];
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
}

const kinds = [...new Set(corpus.map(({ kind }) => kind))];

test('the corpus is what it says', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(300);
  expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length);
  expect(kinds).toHaveLength(13);
});

test('what is watched for would be seen', async () => {
  const image = document.createElement('img');
  image.src = 'https://leak.example/seen.png';
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(requests()).toEqual(['https://leak.example/seen.png']);
  requested.clear();
});

test.each(kinds)(
  '%s, in every field of every step, annotation, delta and event',
  { timeout: 240_000 },
  async (kind) => {
    for (const { text } of corpus.filter((attack) => attack.kind === kind)) {
      const store = createInteractionStore({ transport: createReplayTransport(streamOf(text)) });
      const { container } = render(<InteractionSteps stream={{ store }} />);
      await act(() => store.getState().send(text));
      expect(store.getState().interactions[0]?.steps.length).toBeGreaterThan(50);
      expect(container.textContent).not.toContain('could not be drawn');
      openEverything(container);
      await expectHarmless(container);
      cleanup();
    }
  },
);
