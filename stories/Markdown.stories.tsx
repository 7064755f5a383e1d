import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, spyOn, waitFor } from 'storybook/test';
import { Markdown } from '../src/index.ts';
import { remoteImage } from './fixtures/media.ts';
import { provided } from './fixtures/provided.tsx';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { useGrowingText } from './fixtures/useGrowingText.ts';

const meta = {
  title: 'Content/Markdown',
  component: Markdown,
  parameters: {
    docs: {
      description: {
        component:
          'Draws GitHub-flavoured markdown from a model, also while it streams: open marks at the end are closed, settled blocks are left alone. No HTML is ever injected; every URL passes the policy.',
      },
    },
  },
} satisfies Meta<typeof Markdown>;

export default meta;
type Story = StoryObj<typeof meta>;

const everything = `# A walk through the syntax

Text may be **bold**, *italic*, ~~struck out~~ or \`code\`, and it may [link](https://example.com) to a page.
It may also hold a bare address: https://example.com/path?q=1.

## Lists

- One
- Two
  - Two and a half
- Three

1. First
2. Second

- [x] Done
- [ ] Not done

### A quotation

> Everything should be made as simple as possible,
> but not simpler.

#### A table

| City | °C | Sky |
| :--- | ---: | :---: |
| Lisbon | 27 | clear |
| Paris | 22 | clouds |

---

\`\`\`ts
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
\`\`\`
`;

export const Everything: Story = { args: { text: everything } };

function GrowingMarkdown({ text }: { text: string }) {
  const grown = useGrowingText(text, 4);
  return (
    <>
      <Markdown {...grown} data-testid="grown" />
      <div hidden>
        <Markdown text={text} data-testid="whole" />
      </div>
    </>
  );
}

/** Grows as a stream would make it grow. When it has ended, its markup is that of the whole text. */
export const Growing: Story = {
  args: { text: everything },
  render: ({ text }) => <GrowingMarkdown text={text} />,
  play: async ({ canvas }) => {
    const grown = canvas.getByTestId('grown');
    await waitFor(() => expect(grown).toHaveAttribute('data-state', 'done'), { timeout: 10_000 });
    await expect(grown.innerHTML).toBe(canvas.getByTestId('whole').innerHTML);
  },
};

/** Marks that are still open at the end do not show. */
export const Streaming: Story = {
  args: { text: 'A list that is being written:\n\n- one\n- **two and a h', status: 'streaming' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('li:last-child > strong')).toHaveTextContent('two and a h');
    await expect(canvasElement.querySelector('.ris-caret')).toBeVisible();
  },
};

/** A fence that is still open is a code block already. */
export const StreamingCode: Story = {
  args: { text: 'Here it is:\n\n```python\ndef gcd(a, b):\n    while b:\n        a, b = b, a %', status: 'streaming' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('group', { name: 'python' })).toHaveTextContent('a, b = b, a %');
  },
};

/** A link is one only once its address is whole. */
export const StreamingLink: Story = {
  args: { text: 'It is all in the [official docu', status: 'streaming' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.queryByRole('link')).toBeNull();
    await expect(canvasElement).toHaveTextContent('It is all in the official docu');
  },
};

export const StreamingWithoutText: Story = { args: { text: '', status: 'streaming' } };

/** Copies the code as it is. */
export const CopyCode: Story = {
  args: { text: '```sh\nnpm ci && npm test\n```' },
  play: async ({ canvas, userEvent }) => {
    const write = spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await userEvent.click(canvas.getByRole('button', { name: 'Copy code' }));
    await expect(write.mock.calls).toEqual([['npm ci && npm test']]);
    await expect(await canvas.findByRole('button', { name: 'Copied' })).toBeVisible();
    write.mockRestore();
  },
};

/** HTML in the text is shown as the text that it is. */
export const HTMLIsText: Story = {
  args: {
    text: 'Watch out: <img src=x onerror="alert(1)"> and\n\n<div onclick="alert(2)">a block</div>\n\n<script>alert(3)</script>',
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('img, script, [onclick]')).toBeNull();
    await expect(canvasElement).toHaveTextContent('<img src=x onerror="alert(1)">');
    await expect(canvasElement).toHaveTextContent('<script>alert(3)</script>');
  },
};

/** An image that loads by itself is the classic way to leak a conversation: this one does not. */
export const RemoteImage: Story = {
  args: { text: `A harbour:\n\n![Boats in front of hills](${remoteImage})\n\nAnd the text goes on.` },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await expect(canvasElement.querySelector('img')).toBeNull();
    await expect(canvas.getByText('Boats in front of hills')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Load image' }));
    const image = await canvas.findByRole<HTMLImageElement>('img', { name: 'Boats in front of hills' });
    await image.decode();
    await expect(image.naturalWidth).toBe(480);
  },
};

/** Neither links nor images go where they should not. */
export const RefusedAddresses: Story = {
  args: { text: '[run](javascript:alert(1)), [read](file:///etc/passwd), ![see](data:image/svg+xml,x)' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.queryByRole('link')).toBeNull();
    await expect(canvas.getByText(/Image blocked/)).toBeVisible();
    await expect(canvasElement.innerHTML).not.toMatch(/javascript:|file:|data:image/);
  },
};

/** Code and tables scroll in their own boxes, by keyboard too. */
export const Wide: Story = {
  args: {
    text: `\`\`\`\n${'const answer = question.andItsParts(); '.repeat(12)}\n\`\`\`\n\n| ${Array.from({ length: 16 }, (_, at) => `Column number ${at}`).join(' | ')} |\n|${'---|'.repeat(16)}\n| ${'value | '.repeat(16)}\n`,
  },
  play: async ({ canvas, canvasElement }) => {
    for (const box of canvas.getAllByRole('group')) {
      await expect(box).toHaveAttribute('tabindex', '0');
      await expect(box.scrollWidth).toBeGreaterThan(box.clientWidth);
    }
    await expect(canvas.getAllByRole('group')).toHaveLength(2);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const Empty: Story = { args: { text: '' } };

export const VeryLong: Story = {
  args: {
    text: Array.from(
      { length: 40 },
      (_, at) => `## Chapter ${at + 1}\n\n${'A sentence of a chapter that has no end. '.repeat(12)}\n`,
    ).join('\n'),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('heading', { level: 3 })).toHaveLength(40);
  },
};

export const RightToLeft: Story = {
  args: {
    text: '## الأفلاج\n\nنظام **ريّ** قديم في سلطنة عُمان:\n\n1. الداوودي\n2. الغيلي\n\n> الماء أصل الحياة\n\n| النوع | المصدر |\n| --- | --- |\n| العيني | عين ماء |\n\n```js\nconst falaj = "فلج دارس";\n```\n\nAnd a line in English.',
  },
  decorators: [rightToLeft],
  play: async ({ canvas }) => {
    await expect(getComputedStyle(canvas.getByText('الداوودي')).direction).toBe('rtl');
    await expect(getComputedStyle(canvas.getByText('And a line in English.')).direction).toBe('ltr');
    await expect(getComputedStyle(canvas.getByText(/const falaj/)).direction).toBe('ltr');
  },
};

/** A text of which no more is drawn than the app wants at once; the reader may have more of it. */
export const Clipped: Story = {
  args: { text: everything },
  decorators: [provided({ limits: { textLength: 280 } })],
  play: async ({ canvas, canvasElement, userEvent }) => {
    await expect(canvasElement.textContent).toContain('Only the first 280 B of');
    const before = canvasElement.textContent?.length ?? 0;
    await userEvent.click(canvas.getByRole('button', { name: 'Show more' }));
    await expect(canvasElement.textContent?.length).toBeGreaterThan(before);
  },
};
