// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ErrorNotice } from '../../../src/components/thread/ErrorNotice.tsx';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { Notice } from '../../../src/components/parts/Notice.tsx';
import {
  InteractionProvider,
  useLabels,
  usePolicy,
  useStepComponents,
} from '../../../src/react/InteractionProvider.tsx';
import { defaultLabels } from '../../../src/react/labels.ts';
import { defaultUrlPolicy } from '../../../src/react/urlPolicy.ts';

const seen: unknown[][] = [];
function Probe() {
  seen.push([useStepComponents(), useLabels(), usePolicy()]);
  return null;
}
const last = () => seen.at(-1) ?? [];

test('without a provider the defaults hold', () => {
  render(<Probe />);
  expect(last()).toEqual([{}, defaultLabels, defaultUrlPolicy]);
});

test('nested providers merge: components type by type, labels word by word, the policy field by field', () => {
  const A = () => null;
  const B = () => null;
  render(
    <InteractionProvider
      components={{ thought: A, tool: A, functions: { f: A, g: A } }}
      labels={{ common: { copy: 'Kopieren' }, thought: { active: 'Denkt' } }}
      policy={{ media: 'block' }}
    >
      <InteractionProvider
        components={{ thought: B, functions: { f: B } }}
        labels={{ thought: { done: 'Gedacht', active: undefined }, tools: { hologram: { active: 'a', done: 'd' } } }}
        policy={{ linkSchemes: ['https'] }}
      >
        <Probe />
      </InteractionProvider>
    </InteractionProvider>,
  );
  const [components, labels, policy] = last() as [unknown, typeof defaultLabels, unknown];
  expect(components).toEqual({ thought: B, tool: A, functions: { f: B, g: A } });
  expect(labels.common).toEqual({ ...defaultLabels.common, copy: 'Kopieren' });
  expect(labels.thought).toEqual({ ...defaultLabels.thought, active: 'Denkt', done: 'Gedacht' });
  expect(labels.tools).toEqual({ ...defaultLabels.tools, hologram: { active: 'a', done: 'd' } });
  expect(policy).toEqual({ ...defaultUrlPolicy, media: 'block', linkSchemes: ['https'] });
});

test('object literals in a render are no news to what stands below', () => {
  const A = () => null;
  const child = <Probe />;
  const page = () => (
    <InteractionProvider
      components={{ thought: A, functions: { f: A } }}
      labels={{ thought: { active: 'Denkt' } }}
      policy={{ media: ['https://cdn.example'] }}
    >
      {child}
    </InteractionProvider>
  );
  const { rerender } = render(page());
  const before = seen.length;
  rerender(page());
  expect(seen.length).toBe(before);
});

test('replaced words reach the screen, numbers included', () => {
  render(
    <InteractionProvider
      labels={{ thought: { doneIn: (duration) => `${duration} gedacht` }, common: { duration: (ms) => `${ms} ms` } }}
    >
      <InteractionSteps
        steps={[{ key: 'k', index: 0, status: 'done', step: { type: 'thought' }, startedAt: 0, stoppedAt: 2400 }]}
      />
    </InteractionProvider>,
  );
  expect(screen.getByText('2400 ms gedacht')).toBeTruthy();
});

test('an error says what it is in plain words, and its own behind them; none at all is nothing', () => {
  const { container, rerender } = render(<ErrorNotice error={undefined} />);
  expect(container.innerHTML).toBe('');
  rerender(<ErrorNotice error={{ type: 'network', message: '', retryable: true, code: 'gone' }} />);
  expect(container.textContent).toBe('The connection failed. Detailsgone');
  expect(container.querySelector('details')?.open).toBe(false);
});

test("an action of the caller's stands in place of the button", () => {
  render(
    <Notice onRetry={() => {}} action={<button type="button">Sign in</button>}>
      Signed out.
    </Notice>,
  );
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Sign in']);
});
