import { useEffect } from 'react';
import type { PlaygroundStore } from './createPlaygroundStore.ts';
import { formatSettings, parseSettings, type Settings } from './settings.ts';

/** Keeps the settings in the URL's hash, and takes over a hash that the reader changes. */
export function useUrlHash(store: PlaygroundStore, settings: Settings): void {
  useEffect(() => {
    const hash = formatSettings(settings);
    if (hash === location.hash.slice(1)) return;
    history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  }, [settings]);

  useEffect(() => {
    const onHashChange = () => store.getState().change(parseSettings(location.hash));
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, [store]);
}
