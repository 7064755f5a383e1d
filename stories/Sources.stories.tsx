import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Sources, type SourcesProps } from '../src/index.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/Sources',
  component: Sources,
  parameters: {
    docs: {
      description: {
        component:
          'Draws the sources under an answer as pills with the numbers that stand in its text. No favicons: one fetched from elsewhere would tell who reads what. `ModelOutput` uses it; use it alone to list the sources elsewhere.',
      },
    },
  },
} satisfies Meta<typeof Sources>;

export default meta;
type Story = StoryObj<typeof meta>;

const sources: SourcesProps['sources'] = [
  { key: 'a', number: 1, title: 'nobelprize.org', url: 'https://www.nobelprize.org/' },
  { key: 'b', number: 2, title: 'Nature', url: 'https://www.nature.com/' },
  { key: 'c', number: 3, title: 'handbook.pdf', page: 14 },
];

/** Web pages are links, files say their page. Nothing is loaded from anywhere. */
export const Few: Story = {
  args: { sources },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('link', { name: /nobelprize\.org/ })).toHaveAttribute(
      'href',
      'https://www.nobelprize.org/',
    );
    await expect(canvas.getByText('page 14')).toBeVisible();
    await expect(canvasElement.querySelector('img')).toBeNull();
  },
};

const many: SourcesProps['sources'] = Array.from({ length: 23 }, (_, at) => ({
  key: String(at),
  number: at + 1,
  title: `Statement ${at + 1} and where it is from`,
  url: `https://${String.fromCodePoint(97 + at)}.example/`,
}));

export const Many: Story = { args: { sources: many } };

export const ManyUnfolded: Story = {
  args: { sources: many },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getAllByRole('link')).toHaveLength(8);
    await userEvent.click(canvas.getByRole('button', { name: '15 more' }));
    await expect(canvas.getAllByRole('link')).toHaveLength(23);
  },
};

export const RefusedAddress: Story = {
  args: { sources: [{ key: 'a', number: 1, title: 'A trap', url: 'javascript:alert(1)' }] },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('A trap')).toBeVisible();
    await expect(canvas.queryByRole('link')).toBeNull();
  },
};

export const WithoutTitle: Story = {
  args: { sources: [{ key: 'a', number: 1, title: '' }] },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Source 1')).toBeVisible();
  },
};

export const Empty: Story = {
  args: { sources: [] },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/^$/);
  },
};

export const VeryLong: Story = {
  args: {
    sources: [
      {
        key: 'a',
        number: 1,
        title: 'A title that says all there is to say about the article before it has been opened',
        url: 'https://a.example/',
      },
      { key: 'b', number: 999, title: 'x'.repeat(300), page: 12_345, url: 'https://b.example/' },
    ],
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: {
    sources: [
      { key: 'a', number: 1, title: 'منظمة اليونسكو', url: 'https://whc.unesco.org/ar/' },
      { key: 'b', number: 2, title: 'دليل الأفلاج.pdf', page: 7 },
    ],
  },
  decorators: [rightToLeft],
};
