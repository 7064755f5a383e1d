const PATHS = {
  back: 'M10 3.5 5.5 8l4.5 4.5',
  forth: 'M6 3.5 10.5 8 6 12.5',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.1 9.2a2.6 2.6 0 0 0 3.7 3.7l1-1',
  done: 'm3.2 8.4 3.1 3.1 6.5-7',
  end: 'm3.5 3.5 4.5 4.5-4.5 4.5M12 3.5v9',
  save: 'M8 2.5v7.6M4.8 7 8 10.1 11.2 7M2.8 13.2h10.4',
  direction: 'M2 4.5h12M5.8 8H14M9 11.5h5M4.2 9.4 2 11.5l2.2 2.1',
  attach: 'm13.2 7.4-5.3 5.3a3.2 3.2 0 0 1-4.6-4.6l5.7-5.7a2.1 2.1 0 0 1 3 3L6.4 11a1 1 0 0 1-1.5-1.5l4.9-4.8',
  auto: 'M2 3h12v8H2ZM5.5 13.7h5M8 11v2.7',
  close: 'm4 4 8 8M12 4l-8 8',
  dark: 'M13.4 9.6A5.8 5.8 0 1 1 6.4 2.6a4.6 4.6 0 0 0 7 7Z',
  down: 'M8 3v10M3.8 8.8 8 13l4.2-4.2',
  cancel: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.8 3.8l8.4 8.4',
  edit: 'm3 13 .6-3L10.8 2.8a1.4 1.4 0 0 1 2 0l.4.4a1.4 1.4 0 0 1 0 2L6 12.4ZM9.4 4.2l2.4 2.4',
  file: 'M9.2 1.8H4.5a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.1ZM9 2v3.3h3.3',
  light:
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  new: 'M8 3.2v9.6M3.2 8h9.6',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  panel: 'M2 3h12v10H2ZM10 3v10',
  play: 'M5 3.2v9.6L12.6 8Z',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3',
  send: 'M8 13V3M3.8 7.2 8 3l4.2 4.2',
  stop: 'M4.5 4.5h7v7h-7Z',
} as const;

export type PlaygroundIconName = keyof typeof PATHS;

/** An icon of 16 px, in the stroke of the library's own. */
export function PlaygroundIcon({ name }: { name: PlaygroundIconName }) {
  return (
    <svg className="pg-icon" data-icon={name} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
