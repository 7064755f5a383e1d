import { useEffect } from 'react';
import type { Direction, Theme } from './settings.ts';

/** Puts theme and direction where stylesheets look for them. */
export function useAppearance(theme: Theme, dir: Direction): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'auto') delete dataset['theme'];
    else dataset['theme'] = theme;
    document.documentElement.dir = dir;
  }, [theme, dir]);
}
