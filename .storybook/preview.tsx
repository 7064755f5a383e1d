import type { Decorator, Preview } from '@storybook/react-vite';
import { type ReactNode, useLayoutEffect } from 'react';
import '../src/styles.css';
import './preview.css';

function Theme({ name, children }: { name: string; children: ReactNode }) {
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = name;
  }, [name]);
  return children;
}

const withTheme: Decorator = (Story, { globals }) => (
  <Theme name={globals.theme}>
    <Story />
  </Theme>
);

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withTheme],
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Theme',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
  },
  // `VITE_THEME=dark npx vitest run --project storybook` looks at every story in the dark, with axe.
  initialGlobals: { theme: import.meta.env.VITE_THEME ?? 'light' },
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { expanded: true },
  },
};

export default preview;
