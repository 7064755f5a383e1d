export type Theme = 'auto' | 'light' | 'dark';

/** What the page can be set to. It stands in the URL's hash, so that a reload, or somebody else, sees the same. */
export interface Settings {
  /** Played when the page opens. */
  recording: string | undefined;
  /** Milliseconds between two events. */
  pace: number;
  /** Bytes in a chunk; 0 sends each event whole. */
  chunk: number;
  theme: Theme;
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
  theme: 'auto',
  functions: 'auto',
  backend: 'embedded',
  model: 'gemini-3-flash-preview',
};

export function parseSettings(hash: string): Settings {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const number = (name: 'pace' | 'chunk') => {
    const value = Number.parseInt(query.get(name) ?? '', 10);
    return value >= 0 ? value : DEFAULTS[name];
  };
  const theme = query.get('theme');
  const functions = query.get('functions');
  return {
    recording: query.get('recording') ?? undefined,
    pace: number('pace'),
    chunk: number('chunk'),
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    functions: functions === 'manual' || functions === 'ask' ? functions : 'auto',
    backend: query.get('backend') === 'live' ? 'live' : 'embedded',
    model: query.get('model') ?? DEFAULTS.model,
  };
}

/** Only what differs from the defaults. */
export function formatSettings(settings: Settings): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined && value !== DEFAULTS[name as keyof Settings]) query.set(name, String(value));
  }
  return query.toString();
}
