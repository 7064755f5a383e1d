import { createContext } from 'react';
import type { Group } from './arrangeGroups.ts';
import type { Run } from './cutRuns.ts';

/** What the groups of a turn have to know of it. */
export interface TurnGroupsValue {
  /** The groups that are folded to one line, or were and are open again. Missing before the turn folds: every row shows. */
  readonly groups?: ReadonlyMap<Run, Group>;
  /** The groups that the reader has opened since, by their keys. */
  readonly opened: ReadonlySet<string>;
  /** Opens or closes a group. */
  readonly toggle: (key: string) => void;
}

/** Outside of a turn nothing folds. */
export const TurnGroups = createContext<TurnGroupsValue>({
  opened: new Set(),
  toggle: () => {},
});
