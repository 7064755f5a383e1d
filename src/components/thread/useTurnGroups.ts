import { useCallback, useContext, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useLabels, useStepComponents } from '../../react/InteractionProvider.tsx';
import { arrangeGroups, type Group } from './arrangeGroups.ts';
import { isRunning, type Turn } from './arrangeThread.ts';
import { cutRuns } from './cutRuns.ts';
import { endNotices } from './endNotices.ts';
import { ThreadStore } from '../steps/ThreadStore.ts';
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
  const used = useRef<string[]>([]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(NONE);

  useEffect(() => {
    const turnElement = element.current;
    const onUse = ({ type, target }: Event) => {
      const run = target instanceof Element ? runInUse(target, type) : undefined;
      if (run !== undefined) used.current.push(run);
    };
    turnElement?.addEventListener('click', onUse);
    turnElement?.addEventListener('focusin', onUse);
    return () => {
      turnElement?.removeEventListener('click', onUse);
      turnElement?.removeEventListener('focusin', onUse);
    };
  }, [element]);
  const keep = useCallback((turnElement: Element) => new Set([...used.current, ...usedRuns(turnElement)]), []);
  const toggle = useCallback(
    (key: string) =>
      setOpened((last) => {
        const next = new Set(last);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  const kept = useFold(element, { isRunning: isRunning(turn), isLast }, keep);
  const groups = useMemo(() => {
    if (!kept) return undefined;
    const all = arrangeGroups(
      turn,
      ({ rows }) => cutRuns(rows, { components, functions }),
      ({ part, rows }) => endNotices(part, rows, labels).length === 0,
    );
    return new Map([...all].filter(([, group]) => folds(group, kept)));
  }, [kept, turn, components, functions, labels]);
  return useMemo(() => ({ groups, opened, toggle }), [groups, opened, toggle]);
}

const NONE: ReadonlySet<string> = new Set();

function folds({ size, runs }: Group, kept: ReadonlySet<string>): boolean {
  return size > 1 && !runs.some(({ key }) => kept.has(key));
}

/** The run of what is clicked on, or of a panel that has the focus. To answer a call is not to look at what it was. */
function runInUse(target: Element, type: string): string | undefined {
  if (target.closest('.ris-approval') || (type !== 'click' && !target.closest('.ris-panel'))) return undefined;
  return target.closest<HTMLElement>('.ris-group[data-state="plain"]')?.dataset.run;
}

/** The runs in which the focus is, or which are part of what is selected. */
function usedRuns(turn: Element): string[] {
  const { activeElement } = turn.ownerDocument;
  const selection = turn.ownerDocument.getSelection();
  const isSelecting = selection !== null && !selection.isCollapsed;
  return [...turn.querySelectorAll<HTMLElement>('.ris-group')]
    .filter((group) => group.contains(activeElement) || (isSelecting && selection.containsNode(group, true)))
    .map(({ dataset }) => dataset.run ?? '');
}
