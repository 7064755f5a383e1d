import type { Meta, StoryObj } from '@storybook/react-vite';

const meta = { title: 'Smoke', component: () => <button type="button">Button</button> } satisfies Meta;
export default meta;

export const Plain: StoryObj<typeof meta> = {};
