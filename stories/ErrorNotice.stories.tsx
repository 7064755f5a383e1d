import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { ErrorNotice, InteractionProvider, InteractionStreamError, type LabelsOverride } from '../src/index.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Notices/ErrorNotice',
  component: ErrorNotice,
  parameters: {
    docs: {
      description: {
        component:
          'Says what went wrong in plain words, one of `labels.notice.errors`; what the error says to developers is one click away. Give it the `error` of `useInteractionStream` or of an interaction; without one it draws nothing.',
      },
    },
  },
} satisfies Meta<typeof ErrorNotice>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Network: Story = {
  args: {
    error: { type: 'network', message: 'The connection was lost. Check the network and try again.', retryable: true },
  },
};

export const HTTP: Story = {
  args: {
    error: {
      type: 'http',
      status: 429,
      code: 'rate_limit_exceeded',
      message: 'The server answered 429: too many requests. Wait a little and try again.',
      retryable: true,
    },
  },
};

export const WithRetry: Story = {
  args: { ...HTTP.args, onRetry: fn() },
  play: async ({ args, canvas, userEvent }) => {
    await expect(canvas.getByText('The service is busy just now.')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

/** An error object will do as well as its plain data. */
export const ErrorObject: Story = {
  args: {
    error: new InteractionStreamError({
      type: 'malformed',
      message: 'The answer was not an event stream.',
      retryable: false,
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText(/^The answer could not be read\./)).toBeVisible();
    await userEvent.click(canvas.getByText('Details'));
    await expect(canvas.getByText('The answer was not an event stream.')).toBeVisible();
  },
};

export const WithoutMessage: Story = {
  args: { error: { type: 'api', message: '', retryable: false } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^Something went wrong/)).toBeVisible();
  },
};

/** No error, nothing drawn. */
export const Empty: Story = {
  args: { error: undefined },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/^$/);
  },
};

export const VeryLong: Story = {
  args: {
    error: { type: 'http', status: 500, message: 'Upstream said: '.concat('x'.repeat(2000)), retryable: true },
    onRetry: fn(),
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

const arabic: LabelsOverride = {
  notice: { errors: { network: 'انقطع الاتصال.' }, details: 'التفاصيل' },
  common: { tryAgain: 'حاول مرة أخرى' },
};

export const RightToLeft: Story = {
  args: { ...Network.args, onRetry: fn() },
  decorators: [
    rightToLeft,
    (Story) => (
      <InteractionProvider labels={arabic}>
        <Story />
      </InteractionProvider>
    ),
  ],
};
