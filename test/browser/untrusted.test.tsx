import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import type { Step } from '../../src/protocol/Step.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../src/stream/createReplayTransport.ts';
import '../../src/styles.css';

const ran: string[] = [];
Object.assign(window, { ran });

let requested: string[] = [];
beforeEach(() => {
  ran.length = 0;
  requested = [];
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (name.includes('leak')) requested.push(name);
  });
  observer.observe({ type: 'resource' });
  return () => observer.disconnect();
});

const remote = `${location.origin}/__vitest__/favicon.svg?leak`;
const svg = btoa(
  '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.ran.push(1)"><script>ran.push(2)</script></svg>',
);
const HOSTILE = [
  'javascript:ran.push("url")',
  ' \u0001java\nscript:ran.push("url")',
  'data:text/html,<script>parent.ran.push("data")</script>',
  `data:image/svg+xml;base64,${svg}`,
  'vbscript:x',
  'blob:https://a.example/1',
  `<img src="${remote}" onerror="ran.push('img')" data-injected>`,
  '"><script data-injected>ran.push("script")</script>',
  remote,
];

/** What may be made of a hostile text in markdown. */
const markdownOf = (bad: string) =>
  `[a](<${bad}>) ![b](<${bad}>) <${bad}> [c][r] ![d][r] ${bad}\n\n[r]: <${bad}>\n\n| ${bad} |\n|---|\n| ![e](${remote}) |`;

function contentOf(bad: string): unknown[] {
  const annotation = { url: bad, uri: bad, title: bad, document_uri: bad, file_name: bad, source: bad, name: bad };
  const review_snippets = [{ url: bad, title: bad }];
  const types = ['url_citation', 'file_citation', 'place_citation', 'speech_metadata', 'word_info', bad];
  const annotations = types.map((type) => ({ ...annotation, type, place_id: bad, review_snippets }));
  return [
    { type: 'text', text: markdownOf(bad), annotations },
    ...['image', 'audio', 'video', 'document', 'hologram', bad].flatMap((type) => [
      { type, uri: bad, name: bad, mime_type: bad },
      { type, data: svg, mime_type: 'image/svg+xml', name: bad },
      { type, data: bad, mime_type: 'text/html', name: bad },
    ]),
  ];
}

const TOOLS = 'google_search google_maps url_context code_execution file_search mcp_server_tool retrieval hologram';

/** Every kind of step with a hostile text in every field that is ever drawn. */
function stepsOf(bad: string): Step[] {
  const content = contentOf(bad);
  const common = { id: bad, call_id: bad, name: bad, server_name: bad, signature: bad, status: bad };
  const rows = [
    { url: bad, title: bad, status: bad, search_suggestions: `<p>${bad}</p>`, rendered_content: bad, text: bad },
    { places: [{ name: bad, url: bad, place_id: bad, review_snippets: [{ url: bad, title: bad }] }] },
    { hologram: bad },
  ];
  const args = { queries: [bad], urls: [bad], code: bad, language: bad, [bad]: bad };
  return [
    { type: 'user_input', content },
    { type: 'thought', summary: content, signature: bad },
    ...['function', 'tool', ...TOOLS.split(' ')].flatMap((tool) => [
      { ...common, type: `${tool}_call`, arguments: args },
      { ...common, type: `${tool}_result`, result: rows },
      { ...common, type: `${tool}_result`, call_id: 'alone', result: content, is_error: true },
      { ...common, type: `${tool}_result`, call_id: 'alone', result: bad },
    ]),
    { type: bad, content },
    { type: 'model_output', content, error: { message: bad, code: 13 } },
  ] as unknown as Step[];
}

function openEverything(root: HTMLElement): void {
  for (let round = 0; round < 2; round += 1) {
    for (const row of root.querySelectorAll<HTMLElement>('[aria-expanded="false"], [aria-pressed="false"]')) {
      act(() => row.click());
    }
  }
}

async function expectHarmless(root: HTMLElement): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(ran).toEqual([]);
  expect(requested).toEqual([]);
  expect(root.querySelectorAll('[data-injected], script, object, embed, form, link, base, meta')).toHaveLength(0);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^(on\w+|srcset|poster|background|formaction|action|ping)$/i);
      if (name === 'href') expect(value).toMatch(/^(https?|mailto):/);
      if (name === 'src') expect(value).toMatch(/^(blob:http|data:image\/(png|gif|jpeg|webp|bmp|avif);base64,)/);
    }
    if (element instanceof HTMLAnchorElement) expect(element.rel).toBe('noopener noreferrer');
    if (element instanceof HTMLIFrameElement) expect(element.getAttribute('sandbox')).not.toContain('allow-scripts');
  }
}

test.each(HOSTILE)('%j, in every field of every step, runs nothing and asks nobody', async (bad) => {
  const { container } = render(<InteractionSteps steps={stepsOf(bad)} />);
  openEverything(container);
  expect(container.querySelectorAll('[data-slot]').length).toBeGreaterThan(100);
  expect(container.textContent).not.toContain('could not be drawn');
  await expectHarmless(container);
});

test('the same as it streams in, piece by piece', async () => {
  const events = stepsOf(remote).flatMap((step, index) => [
    { event_type: 'step.start', index, step: { type: step.type } },
    { event_type: 'step.delta', index, delta: step },
    { event_type: 'step.delta', index, delta: { type: 'text', text: markdownOf(remote) } },
  ]);
  const failed = { event_type: 'error', error: { message: HOSTILE[6], code: HOSTILE[7] } };
  const sse = [...events, failed].map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const store = createInteractionStore({ transport: createReplayTransport(sse, { chunkSize: 4096 }) });
  const { container } = render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().send(remote));
  openEverything(container);
  expect(store.getState().interactions[0]?.steps.length).toBeGreaterThan(30);
  await expectHarmless(container);
});

test('a remote picture is asked for by the reader, and then that one alone', async () => {
  const content = [
    { type: 'image', uri: `${remote}=1` },
    { type: 'image', uri: `${remote}=2` },
  ];
  render(<InteractionSteps steps={[{ type: 'model_output', content } as Step]} />);
  expect(requested).toEqual([]);
  act(() => screen.getAllByRole('button', { name: 'Load image' })[1]?.click());
  await vi.waitFor(() => expect(requested).toEqual([`${remote}=2`]));
});
