import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { expect, test } from 'vitest';
import { ImageStep } from '../../src/components/media/ImageStep.tsx';
import '../../src/styles.css';

const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

async function openImage() {
  render(<ImageStep content={{ type: 'image', data: gif, mime_type: 'image/gif' }} alt="A dot" />, {
    wrapper: StrictMode,
  });
  const thumbnail = screen.getByRole('button', { name: 'Open image: A dot' });
  await userEvent.click(thumbnail);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'A dot' });
  expect(dialog.matches(':modal')).toBe(true);
  return { thumbnail, dialog };
}

test.each([
  ['its button', async () => userEvent.click(screen.getByRole('button', { name: 'Close' }))],
  ['a click beside the image', async (dialog: HTMLDialogElement) => dialog.click()],
  ['the browser, on Escape', async (dialog: HTMLDialogElement) => dialog.requestClose?.()],
])('an image opens in a dialog and stays, until %s closes it and focus goes back', async (_, close) => {
  const { thumbnail, dialog } = await openImage();
  await close(dialog);
  await expect.poll(() => document.querySelector('dialog')).toBeNull();
  expect(document.activeElement).toBe(thumbnail);
});
