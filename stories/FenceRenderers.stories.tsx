import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { type FenceProps, Markdown, type MarkdownRenderers } from '../src/index.ts';
import { GrowingMarkdown } from './fixtures/GrowingMarkdown.tsx';
import { provided } from './fixtures/provided.tsx';

/** A bar for each whole line of the form `name: number`. */
function Bars({ source, status }: FenceProps) {
  const rows = [...source.matchAll(/^(.+?): *([\d.]+)(?=\n|$)/gm)].map(([, name = '', value]) => ({
    name,
    value: Number(value),
  }));
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <figure
      aria-label={rows.map(({ name, value }) => `${name} ${value}`).join(', ')}
      aria-busy={status === 'streaming'}
      style={{ margin: 0 }}
    >
      <svg aria-hidden="true" width="100%" height={Math.max(1, rows.length) * 28}>
        {rows.map(({ name, value }, at) => (
          <g key={name} fill="currentColor" fontSize="13">
            <text x="0" y={at * 28 + 18}>
              {name}
            </text>
            <rect x="20%" y={at * 28 + 4} width={`${(value / most) * 65}%`} height="20" rx="4" opacity="0.35" />
            <text x={`${21 + (value / most) * 65}%`} y={at * 28 + 18}>
              {value}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

const renderers: MarkdownRenderers = { fences: { bars: Bars } };

const meta = {
  title: 'Content/Fence renderers',
  component: Markdown,
  decorators: provided({ renderers }),
  parameters: {
    docs: {
      description: {
        component:
          'A fenced block of a language of your own, drawn by a component of your own: the `renderers` of the provider. It is given the source as it grows; if it throws, the code stands there instead.',
      },
    },
  },
} satisfies Meta<typeof Markdown>;

export default meta;
type Story = StoryObj<typeof meta>;

const text =
  'Rainfall in Muscat, in mm:\n\n```bars\nJanuary: 12.8\nFebruary: 24.5\nMarch: 15.9\nApril: 17.1\n```\n\nIt rains little.';

export const Chart: Story = {
  args: { text },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('figure', { name: /February 24.5/ })).toBeVisible();
  },
};

export const Streaming: Story = {
  args: { text },
  render: ({ text }) => <GrowingMarkdown text={text} units={2} />,
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('It rains little.')).toBeVisible(), { timeout: 15_000 });
    await expect(canvas.getByRole('figure', { name: /April 17.1/ })).toBeVisible();
  },
};
