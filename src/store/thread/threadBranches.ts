import { definedOf } from '../../protocol/Wire.ts';
import type { InteractionState, ThreadBranch, ThreadState } from '../state/InteractionState.ts';

/** The way that a thread takes, and those that it left. */
export type ThreadPath = Pick<ThreadState, 'interactions' | 'branches'>;

/** Leaves the path before an interaction: what comes from there on becomes a branch. */
export function leaveBranch({ interactions, branches }: ThreadPath, at: number): ThreadPath {
  const branch = branchOf(interactions, at);
  return { interactions: interactions.slice(0, at), branches: branch ? [...branches, branch] : branches };
}

/** The path with the branch of this key on it. `undefined` where no branch has the key. */
export function pathTo(path: ThreadPath, key: string): ThreadPath | undefined {
  if (path.interactions.some((interaction) => interaction.key === key)) return path;
  const branch = path.branches.find((other) => other.key === key);
  if (!branch) return undefined;
  const { parent } = branch;
  const others = path.branches.filter((other) => other !== branch);
  const around = others.find(({ interactions }) => interactions.some((inner) => inner.key === parent));
  const fork = around ? pathTo({ ...path, branches: others }, around.key) : path;
  if (!fork) return undefined;
  const left = leaveBranch(fork, fork.interactions.findIndex((interaction) => interaction.key === parent) + 1);
  return {
    interactions: [...left.interactions, ...branch.interactions],
    branches: left.branches.filter((other) => other !== branch),
  };
}

const ALONE: readonly string[] = [];

/**
 * The ways that the thread takes or took at an interaction: the keys of their first interactions, oldest first, the one
 * that is shown among them. Empty where there is only one.
 *
 * @param key The key of an interaction that is shown.
 */
export function selectBranches({ interactions, branches }: ThreadState, key: string): readonly string[] {
  const at = interactions.findIndex((interaction) => interaction.key === key);
  if (at < 0) return ALONE;
  const parent = interactions[at - 1]?.key;
  const others = branches.filter((branch) => branch.parent === parent).map((branch) => branch.key);
  return others.length === 0 ? ALONE : [key, ...others].sort((one, other) => Number(one) - Number(other));
}

function branchOf(interactions: readonly InteractionState[], at: number): ThreadBranch | undefined {
  const first = interactions[at];
  return (
    first && definedOf({ key: first.key, parent: interactions[at - 1]?.key, interactions: interactions.slice(at) })
  );
}
