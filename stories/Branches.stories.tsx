import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect, useState, type ReactNode } from 'react';
import { expect } from 'storybook/test';
import { createInteractionStore, InteractionSteps, type InteractionStore } from '../src/index.ts';
import { createScriptedTransport } from './fixtures/createScriptedTransport.ts';

const ANSWERS: { [input: string]: string } = {
  'A name for a cat': '**Pfötchen**, or if it is a serious cat, **Professor**.',
  'A name for a black cat': '**Ember**: black, and glowing where it looks at you.',
  'And for its brother?': '**Ash**.',
};

/** Asks, and asks again in other words. */
async function converse({ getState }: InteractionStore): Promise<void> {
  await getState().send('A name for a cat');
  await getState().edit(getState().interactions[0]?.key ?? '', 'A name for a black cat');
  await getState().send('And for its brother?');
}

function Conversation(): ReactNode {
  const [store] = useState(() =>
    createInteractionStore({
      params: { model: 'gemini-3-flash-preview' },
      transport: createScriptedTransport({
        pace: 0,
        respond: ({ input }) => [
          { type: 'model_output', content: [{ type: 'text', text: ANSWERS[String(input)] ?? '?' }] },
        ],
      }),
    }),
  );
  useEffect(() => {
    if (store.getState().interactions.length === 0) void converse(store);
  }, [store]);
  return <InteractionSteps stream={{ store }} />;
}

const meta = {
  title: 'Situations/Branches',
  component: Conversation,
  parameters: {
    docs: {
      description: {
        component:
          'A turn that was edited or asked for again has several versions. The picker under it goes from one to the next, and what followed comes with it.',
      },
      story: { inline: false, height: '360px' },
    },
  },
} satisfies Meta<typeof Conversation>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Edited: Story = {
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('Ash')).toBeVisible();
    await expect(canvas.getByText('2 / 2')).toBeVisible();
    const previous = canvas.getByRole('button', { name: 'Previous version' });
    await userEvent.click(previous);
    await expect(canvas.getByText('A name for a cat')).toBeVisible();
    await expect(canvas.queryByText('Ash')).toBeNull();
    await expect(previous).toHaveFocus();
    await userEvent.click(canvas.getByRole('button', { name: 'Next version' }));
    await expect(canvas.getByText('Ash')).toBeVisible();
  },
};
