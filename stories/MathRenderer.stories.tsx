import type { Meta, StoryObj } from '@storybook/react-vite';
import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import { expect, waitFor } from 'storybook/test';
import { Markdown, type MarkdownRenderers, type MathProps } from '../src/index.ts';
import { GrowingMarkdown } from './fixtures/GrowingMarkdown.tsx';
import { provided } from './fixtures/provided.tsx';

/** KaTeX draws into an element of its own. What it cannot read stands there as written, in the colour of errors. */
function Katex({ source, display }: MathProps) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    katex.render(source, element.current, {
      displayMode: display,
      throwOnError: false,
      trust: false,
      errorColor: 'var(--ris-error, currentColor)',
    });
  }, [source, display]);
  return <span ref={element} />;
}

const renderers: MarkdownRenderers = { math: Katex };

const meta = {
  title: 'Content/Math renderer',
  component: Markdown,
  decorators: provided({ renderers }),
  parameters: {
    docs: {
      description: {
        component:
          'Formulas in `$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]`, drawn by a component of your own, here with [KaTeX](https://katex.org): the `renderers` of the provider. It is given whole formulas only. Without it such text stays text.',
      },
    },
  },
} satisfies Meta<typeof Markdown>;

export default meta;
type Story = StoryObj<typeof meta>;

const text = `## The quadratic formula

For $a \\neq 0$, the equation $ax^2 + bx + c = 0$ has the solutions

$$
x_{1,2} = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
$$

- If \\(b^2 > 4ac\\), there are **two** of them.
- If \\(b^2 = 4ac\\), there is one:
  $$
  x
  = -\\frac{b}{2a}
  $$

| Function | Integral |
|---|---|
| $\\sin x$ | $\\int \\sin x \\, dx = -\\cos x + C$ |
| $e^{kx}$ | $\\int e^{kx} \\, dx = \\frac{1}{k} e^{kx} + C$ |

A table of them costs $5 or $6 in a shop.`;

export const Formulas: Story = {
  args: { text },
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('.katex')).toHaveLength(10));
    await expect(canvasElement.querySelectorAll('.katex-display')).toHaveLength(2);
    await expect(canvas.getByText(/costs \$5 or \$6/)).toBeVisible();
  },
};

/** A formula shows once it is whole; no marks before. */
export const Streaming: Story = {
  args: { text },
  render: ({ text }) => <GrowingMarkdown text={text} units={3} />,
  play: async ({ canvas, canvasElement }) => {
    await waitFor(() => expect(canvas.getByText(/costs \$5 or \$6 in a shop\./)).toBeVisible(), { timeout: 15_000 });
    await expect(canvasElement.querySelectorAll('.katex')).toHaveLength(10);
  },
};

/** What KaTeX does not know stands as it was written, and what would link or load is not followed. */
export const Unreadable: Story = {
  args: { text: 'Fine: $x^2$. Not TeX: $\\frac{a}$. Not trusted: $\\href{https://evil.example}{x}$.' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('\\frac{a}')).toBeVisible();
    await expect(canvasElement.querySelector('a, img')).toBeNull();
  },
};
