import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Content } from '../protocol/Content.ts';
import { usePolicy } from '../react/InteractionProvider.tsx';
import { mediaResolution, resolveAgain, watchResolution, type MediaResolution } from '../react/mediaResolutions.ts';
import { mediaDecision, resolvedDecision, type MediaDecision } from '../react/urlPolicy.ts';
import { textOf } from './fields.ts';

/** What to do with a remote medium now; `wait` and `fail`: the app is still asked where it is, or could not say. */
export type RemoteMedia = (MediaDecision | { action: 'wait' } | { action: 'fail'; message: string }) & {
  /** The reader wants it: loads what was to be asked for, and asks the app again for what failed. */
  load: () => void;
};

const WAITING: MediaResolution = { state: 'waiting' };

/**
 * The app's word on where a remote medium is, the policy's on whether it loads, and after it the reader's: a click counts
 * for this URL only. Markdown images have no content item, and the app is not asked about them.
 */
export function useRemoteMedia(uri: unknown, content?: Content): RemoteMedia {
  const policy = usePolicy();
  const address = textOf(uri);
  const resolver = content && policy.resolveMediaUri;
  const subscribe = useCallback(
    (changed: () => void) => watchResolution(address, resolver, changed),
    [address, resolver],
  );
  const resolution = useSyncExternalStore(
    subscribe,
    () => (content ? mediaResolution(address, content, resolver) : undefined),
    () => (resolver && address !== '' ? WAITING : undefined),
  );
  const [wanted, setWanted] = useState<string>();
  const again = () => content && resolveAgain(address, content, resolver);

  if (resolution?.state === 'waiting') return { action: 'wait', load: again };
  if (resolution?.state === 'failed') return { action: 'fail', message: messageOf(resolution.error), load: again };
  const url = resolution?.url ?? '';
  const decision = url === '' ? mediaDecision(uri, policy) : resolvedDecision(url, policy);
  if (decision.action !== 'ask') return { ...decision, load: again };
  const { src } = decision;
  return { ...(src === wanted ? { action: 'load', src } : decision), load: () => setWanted(src) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : textOf(error);
}
