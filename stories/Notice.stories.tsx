import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { Notice } from '../src/index.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Notices/Notice',
  component: Notice,
  parameters: {
    docs: {
      description: {
        component:
          'A full-width bar: an icon, one plain sentence that says what happened and what is kept, and the one button that helps. `InteractionSteps` puts it under an interaction that did not end well; use it for notices of your own in the same look.',
      },
    },
  },
} satisfies Meta<typeof Notice>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Info: Story = { args: { children: 'This conversation is read-only.' } };

export const Warn: Story = {
  args: { tone: 'warn', children: 'The answer stopped at its token limit. What was written so far is kept.' },
};

export const Failure: Story = {
  name: 'Error',
  args: { tone: 'error', children: 'Something went wrong. What had arrived is kept.' },
};

/** What is for developers is one click away. */
export const WithDetails: Story = {
  args: {
    tone: 'error',
    details: 'The API reported an error (gateway_timeout): Deadline expired before operation could complete.',
    children: 'The service is busy just now. What had arrived is kept.',
  },
  play: async ({ canvas, userEvent }) => {
    const details = canvas.getByText(/^The API reported/);
    await expect(details).not.toBeVisible();
    await userEvent.click(canvas.getByText('Details'));
    await expect(details).toBeVisible();
  },
};

export const WithRetry: Story = {
  args: { ...WithDetails.args, onRetry: fn() },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

/** A button of your own takes the place of “Try again”. */
export const WithAction: Story = {
  args: {
    tone: 'warn',
    onRetry: fn(),
    action: <AppButton>Raise the limit</AppButton>,
    children: 'The budget for this task is used up. What was done so far is kept.',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('button')).toHaveLength(1);
    await expect(canvas.getByRole('button', { name: 'Raise the limit' })).toBeVisible();
  },
};

export const WithIcon: Story = { args: { icon: 'waiting', children: 'This interaction is still in progress.' } };

export const Empty: Story = { args: {} };

export const VeryLong: Story = {
  args: {
    tone: 'error',
    details: `A_word_that_is_much_longer_than_any_line_of_a_notice_is: ${'status/'.repeat(300)}`,
    onRetry: fn(),
    children: `${'The server said a great deal about what went wrong and very little about what to do. '.repeat(6)}https://example.com/${'status/'.repeat(30)}`,
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: { tone: 'warn', onRetry: fn(), children: 'انقطع الاتصال قبل اكتمال الإجابة. ما وصل محفوظ.' },
  decorators: [rightToLeft],
};
