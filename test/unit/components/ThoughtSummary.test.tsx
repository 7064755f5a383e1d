// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ThoughtSummary } from '../../../src/components/steps/ThoughtSummary.tsx';
import { thoughtTitle } from '../../../src/components/steps/thoughtTitle.ts';
import type { ThoughtStep } from '../../../src/protocol/Step.ts';

const text = (value: string) => ({ type: 'text' as const, text: value });
const thought = (...summary: NonNullable<ThoughtStep['summary']>): ThoughtStep => ({ type: 'thought', summary });
const verb = (container: HTMLElement) => container.querySelector('.ris-row-verb')?.textContent;

test('while it streams, the row is the last title; then it is how long it took', () => {
  const step = thought(
    text('**Reading the schema**\n\nIt has two tables.\n\n\n'),
    text('**Designing the query**\n\nA join'),
  );
  const { container, rerender } = render(<ThoughtSummary step={step} status="streaming" startedAt={0} />);
  expect(verb(container)).toBe('Designing the query…');
  rerender(<ThoughtSummary step={step} startedAt={0} stoppedAt={2400} />);
  expect(verb(container)).toBe('Thought for 2.4 s');
  rerender(<ThoughtSummary step={step} />);
  expect(verb(container)).toBe('Thought');
});

test('it is closed until the reader opens it, and stays as the reader left it', async () => {
  const step = thought(text('**One**\n\nFirst.'));
  const { container, rerender } = render(<ThoughtSummary step={step} status="streaming" />);
  expect(container.querySelector('.ris-panel')).toBeNull();
  await userEvent.click(screen.getByRole('button', { expanded: false }));
  expect(container.querySelector('.ris-panel')?.textContent).toContain('First.');
  rerender(<ThoughtSummary step={thought(text('**One**\n\nFirst.'), text('Second.'))} startedAt={0} stoppedAt={900} />);
  expect(container.querySelector('.ris-panel')?.textContent).toContain('Second.');
});

test.each([
  [{ type: 'thought', signature: 'c2VjcmV0' }],
  [{ type: 'thought', signature: 'c2VjcmV0', summary: [] }],
  [{ type: 'thought', signature: 'c2VjcmV0', summary: [{ type: 'text', text: ' \n' }, null, 'x'] }],
] as const)('a thought with nothing but a signature is a bare row: %j', (step) => {
  const { container } = render(<ThoughtSummary step={step as unknown as ThoughtStep} />);
  expect(container.textContent?.trim()).toBe('Thought');
  expect(container.querySelector('button')).toBeNull();
  expect(container.innerHTML).not.toContain('c2VjcmV0');
});

test.each([
  [thought(text('**One**\n\nHalf a thou')), 'Thought'],
  [thought(), 'Thought'],
])('a thought that was cut off says so', (step, done) => {
  const { container } = render(<ThoughtSummary step={step} status="interrupted" />);
  expect(verb(container)).toBe(done);
  expect(container.querySelector('.ris-row-note')?.textContent).toBe('Interrupted');
  expect(container.firstElementChild?.getAttribute('data-state')).toBe('interrupted');
});

test('images in a summary are drawn', async () => {
  const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const { container } = render(<ThoughtSummary step={thought({ type: 'image', data: gif, mime_type: 'image/gif' })} />);
  await userEvent.click(screen.getByRole('button'));
  expect(container.querySelector('.ris-panel img')).toBeTruthy();
});

test.each([
  [['**One**\n\ntext\n\n**Two**\n\nmore'], 'Two'],
  [['**One**', '**Two'], 'One'],
  [['A **bold** word in a line'], undefined],
  [['## Heading ##\ntext'], 'Heading'],
  [['**Using `code` here**  \r\n'], 'Using code here'],
  [['  **Using `code` here**  \n'], 'Using code here'],
  [['***Planning the research***\n\ntext'], 'Planning the research'],
  [['****'], undefined],
  [[], undefined],
])('the title of %j is %j', (texts, title) => expect(thoughtTitle(texts.map(text))).toBe(title));

test('a title is found, or not, before the test times out, however many marks there are', () => {
  const texts = [text(`# ${'# '.repeat(500_000)}x`), text(`${'**'.repeat(500_000)}x`), text(' '.repeat(1_000_000))];
  expect(() => thoughtTitle(texts)).not.toThrow();
});
