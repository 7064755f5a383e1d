import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { InteractionSteps, type Interaction, type Step } from '../src/index.ts';
import { recordedInteraction } from './fixtures/recordedInteraction.ts';

const asked: Step = {
  type: 'user_input',
  content: [{ type: 'text', text: 'How well does x / ln x count the primes?' }],
};
const stored = recordedInteraction('code-execution');
const interaction: Interaction = { ...stored, steps: [asked, ...(stored.steps ?? [])] };

/** A piece of a page in one of the looks, on the ground that goes with it. */
function Page({ look }: { look: string }) {
  return (
    <section
      data-look={look}
      aria-label={look}
      style={{
        padding: 24,
        background: 'var(--ris-surface, var(--ris-surface-default))',
        colorScheme: 'var(--ris-scheme, var(--ris-scheme-default))',
      }}
    >
      <InteractionSteps interaction={interaction} />
    </section>
  );
}

const meta = {
  title: 'Thread/Themes',
  component: Page,
  parameters: {
    layout: 'fullscreen',
    docs: {
      description: {
        component:
          'A theme is a handful of variables, set on any element around the components: `stories/themes/compact.css` and `stories/themes/terminal.css` hold nothing else. The toolbar puts any story into one of them, and into light, dark, or what the system has.',
      },
    },
  },
} satisfies Meta<typeof Page>;

export default meta;
type Story = StoryObj<typeof meta>;

const styleOf = (canvas: HTMLElement, selector: string) => {
  const element = canvas.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  return getComputedStyle(element);
};

export const Default: Story = {
  args: { look: 'default' },
  play: async ({ canvasElement }) => {
    await expect(styleOf(canvasElement, '.ris-steps').fontSize).toBe('15px');
    await expect(styleOf(canvasElement, '.ris-steps').maxInlineSize).toBe('736px');
    await expect(styleOf(canvasElement, '.ris-bubble').borderRadius).toBe('18px');
  },
};

export const Compact: Story = {
  args: { look: 'compact' },
  play: async ({ canvasElement }) => {
    await expect(styleOf(canvasElement, '.ris-steps').fontSize).toBe('14px');
    await expect(styleOf(canvasElement, '.ris-model-output').marginBlockStart).toMatch(/^[69]px$/);
    await expect(styleOf(canvasElement, '.ris-row').minBlockSize).toBe('32px');
  },
};

export const Terminal: Story = {
  args: { look: 'terminal' },
  play: async ({ canvasElement }) => {
    await expect(styleOf(canvasElement, '.ris-steps').fontFamily).toMatch(/^ui-monospace/);
    await expect(styleOf(canvasElement, '.ris-steps').colorScheme).toBe('dark');
    const corners = [...canvasElement.querySelectorAll('.ris, .ris *')].map(
      (each) => getComputedStyle(each).borderRadius,
    );
    await expect(corners.filter((radius) => radius !== '0px')).toEqual([]);
  },
};
