import { useContext, useSyncExternalStore, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button } from '../parts/Button.tsx';
import type { InteractionStore } from '../../store/thread/createInteractionStore.ts';
import type { Remedy } from './endNotices.ts';
import { ThreadStore } from '../steps/ThreadStore.ts';

export interface RemedyButtonProps {
  /** The best first. */
  remedies: readonly Remedy[] | undefined;
}

/** The one button that helps: for the first remedy that there is. Often there is none. */
export function RemedyButton({ remedies }: RemedyButtonProps): ReactNode {
  const store = useContext(ThreadStore)?.store;
  return store && remedies && <StoreButton remedies={remedies} store={store} />;
}

function StoreButton({ remedies, store }: { remedies: readonly Remedy[]; store: InteractionStore }): ReactNode {
  const { common, notice } = useLabels();
  const can = {
    resume: useSyncExternalStore(store.subscribe, store.canResume, onServer),
    retry: useSyncExternalStore(store.subscribe, store.canRetry, onServer),
    continue: store.getOptions().transport !== undefined,
  };
  const remedy = remedies.find((name) => can[name]);
  if (!remedy) return null;
  const { resume, retry, send } = store.getState();
  const acts = { resume: () => resume(), retry, continue: () => send(notice.continuePrompt) };
  const words = { resume: common.resume, retry: common.tryAgain, continue: common.continue };
  const act = () => void acts[remedy]().catch(() => undefined);
  return <Button onClick={act}>{words[remedy]}</Button>;
}

/** A server has no transport as a rule, and nobody to press the button. */
function onServer(): boolean {
  return false;
}
