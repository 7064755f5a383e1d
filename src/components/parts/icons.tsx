import type { ReactNode } from 'react';

const PATHS = {
  thought: 'M6.4 11.5h3.2M6.7 13.9h2.6M6.4 11.5c0-1.2-.3-1.7-.9-2.3a4 4 0 1 1 5 0c-.6.6-.9 1.1-.9 2.3',
  function:
    'M6 2.5H5A1.5 1.5 0 0 0 3.5 4v2.2c0 1-.6 1.8-1.5 1.8.9 0 1.5.8 1.5 1.8V12A1.5 1.5 0 0 0 5 13.5h1M10 2.5h1A1.5 1.5 0 0 1 12.5 4v2.2c0 1 .6 1.8 1.5 1.8-.9 0-1.5.8-1.5 1.8V12a1.5 1.5 0 0 1-1.5 1.5h-1',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.2 3.2',
  code: 'M2.5 3h11v10h-11ZM5 6.2 6.8 8 5 9.8M8.4 10h2.6',
  page: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2.2 8h11.6M8 2c1.6 1.7 2.4 3.7 2.4 6S9.6 12.3 8 14C6.4 12.3 5.6 10.3 5.6 8S6.4 3.7 8 2Z',
  place:
    'M8 14.3S3.2 10 3.2 6.5a4.8 4.8 0 0 1 9.6 0C12.8 10 8 14.3 8 14.3ZM8 8.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  file: 'M9.2 1.8H4.5A1 1 0 0 0 3.5 2.8v10.4a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.1ZM9 2v3.3h3.3',
  database:
    'M8 6c2.8 0 5-.9 5-2s-2.2-2-5-2-5 .9-5 2 2.2 2 5 2ZM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  film: 'M2.5 3h11v10h-11ZM5.5 3v10M10.5 3v10M2.5 8h11',
  plug: 'M5.7 1.8v3M10.3 1.8v3M3.8 4.8h8.4v2.4a4.2 4.2 0 0 1-8.4 0ZM8 11.4v2.8',
  tool: 'M13.8 4.4a3.4 3.4 0 0 1-4.6 4L4.7 13a1.3 1.3 0 0 1-1.8-1.8l4.5-4.6a3.4 3.4 0 0 1 4.1-4.5L9.6 4l.4 2 2 .4Z',
  unknown: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.3 6.3A1.7 1.7 0 1 1 8.7 7.9c-.5.3-.7.6-.7 1.1M8 11.2v.1',
  warning: 'M8 2.3 14.2 13H1.8ZM8 6.4v3M8 11.3v.1',
  error: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.9v3.7M8 11v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3v3.8M8 4.9V5',
  stopped: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6 6h4v4H6Z',
  waiting: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.5',
  image: 'M2.5 3h11v10h-11ZM2.5 11l3.2-3.2L9 11l1.8-1.8 2.7 2.7M10.2 6.2v.1',
  audio: 'M2.5 6.5v3M5.3 4.5v7M8 2.5v11M10.7 5v6M13.5 6.8v2.4',
  copy: 'M6 5.5h7v8H6ZM10 5.5v-3H3v8h3',
  check: 'm3 8.4 3.4 3.4L13 4.8',
  close: 'm4 4 8 8M12 4l-8 8',
  download: 'M8 2.5v7.3M4.9 7 8 10.1 11.1 7M2.8 13.5h10.4',
  chevron: 'm6 3.8 4.2 4.2L6 12.2',
} as const;

/** The names of the drawn icons. */
export type IconName = keyof typeof PATHS;

/** An icon of 16 px, a stroke of 1.5 px in the colour of the text. Says nothing to screen readers. */
export function Icon({ name, className }: { name: IconName; className?: string }): ReactNode {
  return (
    <svg
      className={className ? `ris-icon ${className}` : 'ris-icon'}
      width={16}
      height={16}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
