import { useContext, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { recordOf } from '../parts/fields.ts';
import { PanelSection } from './PanelSection.tsx';
import { ResultView } from './ResultView.tsx';
import { ThreadStore } from './ThreadStore.ts';

/**
 * What came of a function call, if anything yet. What comes while another call asks for the reader's yes or no waits for
 * their answer: no button moves away from under a finger.
 */
export function CallResult({ result, children }: { result: unknown; children?: ReactNode }): ReactNode {
  const { common } = useLabels();
  const isAsking = useIsAsking();
  const [isShown, setIsShown] = useState(Boolean(result));
  if (result && !isAsking && !isShown) setIsShown(true);
  if (!result || !isShown) return children;
  const { result: value, is_error } = recordOf(result);
  if (value === undefined) return <p className="ris-hint">{common.noResult}</p>;
  return (
    <PanelSection label={common.result} raw={value}>
      <ResultView value={value} isError={is_error === true} />
    </PanelSection>
  );
}

function useIsAsking(): boolean {
  const store = useContext(ThreadStore)?.store;
  const isAsking = () =>
    store !== undefined && Object.values(store.getState().decisions).some(({ status }) => status === 'needs_approval');
  return useSyncExternalStore(store?.subscribe ?? subscribeToNothing, isAsking, isAsking);
}

function subscribeToNothing(): () => void {
  return () => {};
}
