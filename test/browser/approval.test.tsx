import { composeStories } from '@storybook/react-vite';
import { render, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import * as functionCalls from '../../stories/FunctionCalls.stories.tsx';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const { Approval } = composeStories(functionCalls);
const PATIENCE = { timeout: 10_000 };

/** The name of what has the focus, as far as it stands in the text. */
const focused = () => document.activeElement?.textContent ?? '';
const spoken = () => document.querySelector('[data-slot="live-region"]')?.textContent;

/** Presses Tab until what is named has the focus, and says where that went through. */
async function tabTo(name: string): Promise<string[]> {
  const stops: string[] = [];
  while (focused() !== name) {
    await userEvent.keyboard('{Tab}');
    stops.push(focused());
    if (document.activeElement === document.body || stops.length > 20)
      throw new Error(`No ${name}: ${stops.join(' → ')}`);
  }
  return stops;
}

test('a call can be read, approved and read again with the keyboard alone', async () => {
  render(<Approval />);
  await screen.findByRole('button', { name: 'Approve' }, PATIENCE);
  expect(document.activeElement).toBe(document.body);
  await waitFor(() => expect(spoken()).toBe('delete_file waits for your approval.'));

  const row = screen.getByRole('button', { name: /delete_file/, expanded: true });
  expect(document.getElementById(row.getAttribute('aria-controls') ?? '')?.contains(screen.getByText('Approve'))).toBe(
    true,
  );
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(row);
  expect(getComputedStyle(row).outlineStyle).toBe('solid');
  await userEvent.keyboard('{Enter}');
  expect(row.getAttribute('aria-expanded')).toBe('false');
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  await userEvent.keyboard(' ');
  expect(row.getAttribute('aria-expanded')).toBe('true');

  expect(await tabTo('Approve')).toEqual(['Raw JSON', 'Approve']);
  expect(getComputedStyle(document.activeElement ?? row).outlineStyle).toBe('solid');
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(row);
  await screen.findByText('As you wish.', undefined, PATIENCE);
  expect(document.activeElement?.isConnected).toBe(true);
  expect(document.activeElement).not.toBe(document.body);
  await waitFor(() => expect(spoken()).toBe('Answer ready'));
  expect(screen.getByRole('button', { name: /Approved by you/ })).toBe(document.activeElement);
});

test('so can one be denied', async () => {
  render(<Approval />);
  await screen.findByRole('button', { name: 'Approve' }, PATIENCE);
  expect((await tabTo('Deny')).slice(-2)).toEqual(['Approve', 'Deny']);
  await userEvent.keyboard(' ');
  expect(focused()).toContain('delete_file');
  await screen.findByText('As you wish.', undefined, PATIENCE);
  expect(document.activeElement).not.toBe(document.body);
  expect(screen.getByRole('button', { name: /Denied by you/ })).toBe(document.activeElement);
});
