import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { Markdown } from '../src/index.ts';
import { createShikiHighlighter } from '../src/shiki.ts';
import { GrowingMarkdown } from './fixtures/GrowingMarkdown.tsx';
import { provided } from './fixtures/provided.tsx';

const highlight = createShikiHighlighter();

const meta = {
  title: 'Content/Highlighting',
  component: Markdown,
  decorators: provided({ highlight }),
  parameters: {
    docs: {
      description: {
        component:
          'Colours for code, by the `highlight` of the provider: here `createShikiHighlighter()`. Shiki and its grammars are loaded with the first code that comes near the window; finished lines keep their colours while others stream in.',
      },
    },
  },
} satisfies Meta<typeof Markdown>;

export default meta;
type Story = StoryObj<typeof meta>;

const code = `\`\`\`ts
import { readFile } from 'node:fs/promises';

/** How often each word stands in a file. */
export async function countWords(path: string, limit = 10): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [word] of (await readFile(path, 'utf8')).matchAll(/\\p{L}+/gu)) {
    counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  }
  return new Map([...counts].slice(0, limit));
}
\`\`\`

\`\`\`python
from dataclasses import dataclass

@dataclass(frozen=True)
class Point:
    """A point in the plane."""
    x: float = 0.0

    def scaled(self, by: float) -> "Point":
        return Point(self.x * by)  # y is gone
\`\`\`

\`\`\`html
<p class="note">Ten &lt; <strong>twelve</strong></p>
\`\`\`

\`\`\`css
.note { color: oklch(0.5 0.1 250); margin-inline: 2rem; }
\`\`\`

\`\`\`json
{ "name": "falaj", "length": 12.5, "flows": true }
\`\`\`

\`\`\`diff
-const answer = 41;
+const answer = 42;
\`\`\`
`;

export const Languages: Story = {
  args: { text: code },
  play: async ({ canvasElement }) => {
    await waitFor(
      async () => {
        for (const block of canvasElement.querySelectorAll('code')) {
          await expect(block.querySelector('[class^=ris-syntax-]')).not.toBeNull();
        }
      },
      { timeout: 15_000 },
    );
  },
};

export const Streaming: Story = {
  args: { text: code },
  render: ({ text }) => <GrowingMarkdown text={text} units={12} />,
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getByText('answer = 42;', { exact: false })).toBeVisible(), { timeout: 15_000 });
    await waitFor(() => expect(canvasElement.querySelector('.ris-syntax-inserted')).not.toBeNull(), {
      timeout: 15_000,
    });
  },
};

/** What no grammar is known for is plain. */
export const UnknownLanguage: Story = {
  args: { text: '```klingon\nqapla! "batlh"\n```' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('code')?.textContent).toBe('qapla! "batlh"');
    await expect(canvasElement.querySelector('[class^=ris-syntax-]')).toBeNull();
  },
};
