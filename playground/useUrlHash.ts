import { useEffect } from 'react';
import type { Session } from './createSession.ts';
import { formatSettings, parseSettings, type Settings } from './settings.ts';

/** Milliseconds without scrubbing after which the position is written: browsers refuse to write it more often. */
const REST = 250;

/** Keeps the settings in the URL's hash, and takes over a hash that the reader changes. */
export function useUrlHash({ store, openLink }: Session, settings: Settings): void {
  useEffect(() => {
    const hash = formatSettings(settings);
    const isScrubbed = hash === formatSettings({ ...parseSettings(location.hash), at: settings.at });
    if (hash === location.hash.slice(1)) return;
    const write = () => history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
    if (!isScrubbed) return write();
    const timer = setTimeout(write, REST);
    return () => clearTimeout(timer);
  }, [settings]);

  useEffect(() => {
    const onHashChange = () => {
      const { settings: before, change } = store.getState();
      const after = parseSettings(location.hash);
      change(after);
      if (after.recording !== before.recording || after.tape !== before.tape) openLink();
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, [store, openLink]);
}
