import { useCallback, useContext, useMemo, useRef, useState, type RefObject } from 'react';
import { useLabels, useStepComponents } from '../react/InteractionProvider.tsx';
import { arrangeGroups, type Group } from './arrangeGroups.ts';
import { isRunning, type Turn } from './arrangeThread.ts';
import { cutRuns } from './cutRuns.ts';
import { endNotices } from './endNotices.ts';
import { ThreadStore } from './ThreadStore.ts';
import type { TurnGroupsValue } from './TurnGroups.ts';
import { useFold } from './useFold.ts';

/**
 * Which groups of a turn are folded. One of a single row is a row, and one that the reader has used stays as it is. While the
 * turn goes on nothing is arranged, and the value stays the same.
 */
export function useTurnGroups(element: RefObject<HTMLElement | null>, turn: Turn, isLast: boolean): TurnGroupsValue {
  const labels = useLabels();
  const components = useStepComponents();
  const functions = useContext(ThreadStore)?.store.getOptions().functions;
  const kept = useRef<Set<string>>(undefined);
  const [opened, setOpened] = useState<ReadonlySet<string>>(NONE);

  const keep = useCallback((run: string) => void (kept.current ??= new Set()).add(run), []);
  const keepUsed = useCallback(() => {
    for (const run of element.current ? usedRuns(element.current) : []) keep(run);
  }, [element, keep]);
  const toggle = useCallback(
    (key: string) =>
      setOpened((last) => {
        const next = new Set(last);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  const isFolded = useFold(element, { isRunning: isRunning(turn), isLast }, keepUsed);
  const groups = useMemo(() => {
    if (!isFolded) return undefined;
    const all = arrangeGroups(
      turn,
      ({ rows }) => cutRuns(rows, { components, functions }),
      ({ part, rows }) => endNotices(part, rows, labels).length === 0,
    );
    return new Map([...all].filter(([, group]) => folds(group, kept.current ?? NONE)));
  }, [isFolded, turn, components, functions, labels]);
  return useMemo(() => ({ groups, opened, toggle, keep }), [groups, opened, toggle, keep]);
}

const NONE: ReadonlySet<string> = new Set();

function folds({ size, runs }: Group, kept: ReadonlySet<string>): boolean {
  return size > 1 && !runs.some(({ key }) => kept.has(key));
}

/** The runs in which the focus is, or which are part of what is selected. */
function usedRuns(turn: HTMLElement): string[] {
  const { activeElement } = turn.ownerDocument;
  const selection = turn.ownerDocument.getSelection();
  const isSelecting = selection !== null && !selection.isCollapsed;
  return [...turn.querySelectorAll<HTMLElement>('.ris-group')]
    .filter((group) => group.contains(activeElement) || (isSelecting && selection.containsNode(group, true)))
    .map(({ dataset }) => dataset.run ?? '');
}
