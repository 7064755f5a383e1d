import { FAULTS, type FaultName } from './faults.ts';

export type Theme = 'auto' | 'light' | 'dark';
export type Direction = 'ltr' | 'rtl';
export type Panel = 'play' | 'inspect';

/** What the page can be set to. It stands in the URL's hash, so that a reload, or somebody else, sees the same. */
export interface Settings {
  /** Played when the page opens. */
  recording: string | undefined;
  /** Milliseconds between two events. */
  pace: number;
  /** Bytes in a chunk; 0 sends each event whole. */
  chunk: number;
  /** What goes wrong with the answers of the embedded server. */
  fault: readonly FaultName[];
  /** After how many events it goes wrong. */
  after: number;
  /** How many events of the tape are shown; all of them, if missing. */
  at: number | undefined;
  /** The tape itself, packed, in a link that opens it. */
  tape: string | undefined;
  theme: Theme;
  dir: Direction;
  panel: Panel;
  /** Whether the page runs its demo functions by itself or asks first, or the reader answers all calls. */
  functions: 'auto' | 'ask' | 'manual';
  backend: 'embedded' | 'live';
  /** For the live API. */
  model: string;
}

const DEFAULTS: Settings = {
  recording: undefined,
  pace: 40,
  chunk: 0,
  fault: [],
  after: 8,
  at: undefined,
  tape: undefined,
  theme: 'auto',
  dir: 'ltr',
  panel: 'play',
  functions: 'auto',
  backend: 'embedded',
  model: 'gemini-3-flash-preview',
};

export function parseSettings(hash: string): Settings {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const number = <N extends 'pace' | 'chunk' | 'after' | 'at'>(name: N): Settings[N] => {
    const value = Number.parseInt(query.get(name) ?? '', 10);
    return value >= 0 ? value : DEFAULTS[name];
  };
  const theme = query.get('theme');
  const functions = query.get('functions');
  return {
    recording: query.get('recording') ?? undefined,
    pace: number('pace'),
    chunk: number('chunk'),
    fault: (query.get('fault') ?? '').split(',').filter((name): name is FaultName => Object.hasOwn(FAULTS, name)),
    after: number('after'),
    at: number('at'),
    tape: query.get('tape') ?? undefined,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    dir: query.get('dir') === 'rtl' ? 'rtl' : 'ltr',
    panel: query.get('panel') === 'inspect' ? 'inspect' : 'play',
    functions: functions === 'manual' || functions === 'ask' ? functions : 'auto',
    backend: query.get('backend') === 'live' ? 'live' : 'embedded',
    model: query.get('model') ?? DEFAULTS.model,
  };
}

/** Only what differs from the defaults. */
export function formatSettings(settings: Settings): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined && String(value) !== String(DEFAULTS[name as keyof Settings]))
      query.set(name, String(value));
  }
  return query.toString();
}
