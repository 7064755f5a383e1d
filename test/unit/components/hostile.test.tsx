// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react';
import fc from 'fast-check';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { ThreadView } from '../../../src/components/thread/ThreadView.tsx';
import { PLAIN_PART, type ThreadPart } from '../../../src/components/thread/ThreadPart.ts';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { samples } from './samples.tsx';

const TOOLS = 'code_execution url_context google_search google_maps file_search mcp_server_tool retrieval'.split(' ');
const TYPES = [
  ...TOOLS.flatMap((tool) => [`${tool}_call`, `${tool}_result`]),
  ...'user_input model_output thought function_call function_result tool_call hologram_call'.split(' '),
  ...'text image audio video document url_citation _call __proto__ toString'.split(' '),
  '',
];
const FIELDS = [
  ...'type content summary arguments result name server_name id call_id is_error error signature text data uri'.split(
    ' ',
  ),
  ...'mime_type annotations queries urls url title status code language places review_snippets message'.split(' '),
  ...'search_suggestions rendered_content start_index sample_rate channels key __proto__ constructor'.split(' '),
];

/** Values such as the wire might hold if nothing on it could be trusted: known names, any kind of value. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 2 ** 60, Number.NaN, '', ' ', 'javascript:alert(1)', 'QUJD'),
    fc.constantFrom(...TYPES),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 6 }),
  ),
}));
const wire = fc
  .tuple(fc.constantFrom(...TYPES), fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 7 }))
  .map(([type, fields]) => ({ ...fields, type }));

const PROPS = ['step', 'call', 'result', 'content', 'error', 'interaction', 'steps'];

afterEach(() => vi.restoreAllMocks());

function draw(element: React.ReactElement): void {
  renderToString(element);
  const { container } = render(element);
  for (let round = 0; round < 2; round += 1) {
    for (const button of container.querySelectorAll('button[aria-expanded="false"], button[aria-pressed="false"]')) {
      fireEvent.click(button);
    }
  }
  expect(container.textContent).not.toContain('could not be drawn');
  for (const link of container.querySelectorAll('a[href]')) {
    expect(link.getAttribute('href')).toMatch(/^(https?|mailto):/);
  }
  cleanup();
}

for (const [name, sample] of samples) {
  if (!sample) continue;
  const { Component, props } = sample;
  const named = Object.keys(props).filter((prop) => PROPS.includes(prop));
  if (named.length === 0) continue;

  test(`${name} draws whatever the wire holds`, { timeout: 60_000 }, () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const anyProps = fc.record(Object.fromEntries(named.map((prop) => [prop, fc.oneof(wire, fc.array(wire), value)])));
    fc.assert(
      fc.property(anyProps, (fields) => draw(<Component {...fields} />)),
      { numRuns: 60 },
    );
  });
}

test('a thread of anything is drawn, live or stored', { timeout: 60_000 }, () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const part = fc.record({
    status: fc.constantFrom('idle', 'completed', 'failed', 'requires_action', 'incomplete', 'queued', 'odd'),
    outcome: fc.constantFrom<ThreadPart['outcome']>('running', 'finished', 'truncated', 'stopped', 'error'),
    steps: fc.array(fc.oneof(wire, value), { maxLength: 6 }),
    error: value,
    errors: value,
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
      for (const { status, steps, errors } of parts) {
        draw(<InteractionSteps interaction={{ status, steps, errors } as Interaction} />);
      }
      const live = parts.map(({ steps, status, outcome, error }, at): ThreadPart => ({
        ...PLAIN_PART,
        key: `${at}`,
        status,
        outcome,
        error: error as ThreadPart['error'],
        isLast: at === parts.length - 1,
        entries: steps.map((step, index) => ({
          key: `${at}.${index}`,
          index,
          status: index % 2 ? 'streaming' : 'interrupted',
          step: step as never,
          argumentsText: '{"a": [1, {"b',
        })),
      }));
      draw(<ThreadView parts={live} store={createInteractionStore()} />);
    }),
    { numRuns: 60 },
  );
});
