import type { ReactNode } from 'react';
import type { Labels } from '../../react/labels.ts';
import type { IconName } from '../parts/icons.tsx';

/** A tool's call and result as they came; either may be missing. */
export interface ToolSteps {
  call?: unknown;
  result?: unknown;
}

/** How one server-side tool is drawn. */
export interface ToolKind {
  icon: IconName;
  /** What stands in the row in mono. */
  name?: (steps: ToolSteps) => string;
  /** The detail in the row, from the call's arguments. */
  detail?: (args: { [key: string]: unknown }) => string | undefined;
  /** What the card opens on. Nothing: the row cannot be opened. */
  sections: (steps: ToolSteps, labels: Labels) => ReactNode[];
}
