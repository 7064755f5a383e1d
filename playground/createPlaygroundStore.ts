import { createStore, type StoreApi } from 'zustand/vanilla';
import { parseSettings, type Settings } from './settings.ts';

export interface PlaygroundState {
  settings: Settings;
  /** The reader's own `.sse` files and pastes, by name; the newest first. */
  ownRecordings: ReadonlyMap<string, string>;
  change(changed: Partial<Settings>): void;
  addRecording(name: string, text: string): void;
}

export type PlaygroundStore = StoreApi<PlaygroundState>;

/** What the page is set to, and what the reader has brought along. */
export function createPlaygroundStore(): PlaygroundStore {
  return createStore<PlaygroundState>((set) => ({
    settings: parseSettings(location.hash),
    ownRecordings: new Map(),
    change: (changed) => set(({ settings }) => ({ settings: { ...settings, ...changed } })),
    addRecording: (name, text) =>
      set(({ ownRecordings }) => ({ ownRecordings: new Map([[name, text], ...without(ownRecordings, name)]) })),
  }));
}

function without(map: ReadonlyMap<string, string>, name: string): [string, string][] {
  return [...map].filter(([other]) => other !== name);
}
