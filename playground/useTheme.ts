import { useEffect } from 'react';
import type { Theme } from './settings.ts';

/** Puts the theme where the library's stylesheet looks for it. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}
