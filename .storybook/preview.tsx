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
  initialGlobals: { theme: 'light' },
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { expanded: true },
  },
};

export default preview;
