import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Content } from '../../protocol/Content.ts';
import { usePolicy } from '../../react/InteractionProvider.tsx';
import { mediaResolution, resolveAgain, watchResolution, type MediaResolution } from '../../react/mediaResolutions.ts';
import { hostOf, mediaDecision, resolvedDecision, type MediaDecision } from '../../react/urlPolicy.ts';
import { textOf } from '../parts/fields.ts';
import { usePageRefusal } from './usePageRefusal.ts';

/** What to do with a remote medium now; `wait` and `fail`: the app is still asked where it is, or could not say. */
export type RemoteMedia = (MediaDecision | { action: 'wait' } | { action: 'fail'; message: string }) & {
  /** The reader wants it: loads what was to be asked for, and asks the app again for what failed. */
  load: () => void;
};

const WAITING: MediaResolution = { state: 'waiting' };

/**
 * The app's word on where a remote medium is, the policy's on whether it loads, after it the reader's, whose click counts
 * for this URL only, and then the page's. Markdown images have no content item: the app is not asked about them.
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
  const url = resolution?.state === 'done' ? resolution.url : '';
  const decision = url === '' ? mediaDecision(uri, policy) : resolvedDecision(url, policy, content);
  const [wanted, setWanted] = useState<string>();
  const src = decision.action === 'refuse' ? undefined : decision.src;
  const isPlayed = content?.type === 'audio' || content?.type === 'video';
  const loaded = content?.type === 'document' ? undefined : src;
  const isRefused = usePageRefusal(loaded, isPlayed ? 'media-src' : 'img-src');
  const again = () => content && resolveAgain(address, content, resolver);

  if (resolution?.state === 'waiting') return { action: 'wait', load: again };
  if (resolution?.state === 'failed') return { action: 'fail', message: messageOf(resolution.error), load: again };
  if (isRefused) return { action: 'refuse', by: 'page', host: hostOf(src), load: again };
  if (decision.action !== 'ask') return { ...decision, load: again };
  const load = () => setWanted(decision.src);
  return { ...(src === wanted ? { action: 'load', src: decision.src } : decision), load };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : textOf(error);
}
