import type { Decorator, Preview } from '@storybook/react-vite';
import { type ReactNode, useLayoutEffect } from 'react';
import { configure } from 'storybook/test';
import '../src/styles.css';
import '../stories/themes/compact.css';
import '../stories/themes/terminal.css';
import './preview.css';

// How long `waitFor` and `findBy…` wait, in ms: a busy machine is late, and that is no failure.
configure({ asyncUtilTimeout: 10_000 });

interface ThemeProps {
  /** Light, dark, or as the system has it. */
  name: string;
  /** Which of the example themes: each is variables and nothing else. */
  look: string;
  children: ReactNode;
}

function Theme({ name, look, children }: ThemeProps) {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (name === 'system') delete dataset.theme;
    else dataset.theme = name;
    dataset.look = look;
  }, [name, look]);
  return children;
}

const withTheme: Decorator = (Story, { globals }) => (
  <Theme name={globals.theme} look={globals.look}>
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
          { value: 'system', title: 'System', icon: 'browser' },
        ],
      },
    },
    look: {
      description: 'An example theme, made of variables alone',
      toolbar: {
        title: 'Look',
        dynamicTitle: true,
        icon: 'paintbrush',
        items: [
          { value: 'default', title: 'Default' },
          { value: 'compact', title: 'Compact' },
          { value: 'terminal', title: 'Terminal' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'light', look: 'default' },
  // The add-on runs axe in one theme; what the other may change is looked at here, so that one run has both.
  afterEach: async ({ canvasElement }) => {
    if (import.meta.env.MODE !== 'test') return;
    const { checkLook } = await import('../stories/fixtures/checkLook.ts');
    await checkLook(canvasElement);
  },
  parameters: {
    layout: 'padded',
    options: {
      // From the whole to its parts.
      storySort: {
        order: [
          'Situations',
          ['Whole answers', 'In the middle', 'Function calls', 'Function call conversation', 'Agents', 'Branches'],
          'Thread',
          ['InteractionSteps', 'Turns', 'InteractionScroll', 'InteractionProvider', 'UsageDetails', 'Themes'],
          'Steps',
          ['UserInput', 'ThoughtSummary', 'ModelOutput', 'FunctionCallCard', 'SearchResultCard', 'SearchSuggestions'],
          'Content',
          ['Markdown', 'Citations', 'Sources', 'JsonAnswer', 'Transcript', 'ContentItems', 'ImageStep'],
          'Notices',
          ['Notice'],
        ],
      },
    },
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { expanded: true },
  },
};

export default preview;
