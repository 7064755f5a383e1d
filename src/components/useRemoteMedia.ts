import { useState } from 'react';
import type { Content } from '../protocol/Content.ts';
import { usePolicy } from '../react/InteractionProvider.tsx';
import { hostOf, mediaDecision, type MediaDecision } from '../react/urlPolicy.ts';
import { usePageRefusal } from './usePageRefusal.ts';

/** What to do with a remote medium now, and how the reader lets it load. */
export type RemoteMedia = MediaDecision & { load: () => void };

/** The policy's word on a remote medium, after it the reader's, whose click counts for this URL only, and then the page's. */
export function useRemoteMedia(uri: unknown, content?: Content): RemoteMedia {
  const decision = mediaDecision(uri, usePolicy(), content);
  const [wanted, setWanted] = useState<string>();
  const src = decision.action === 'refuse' ? undefined : decision.src;
  const isPlayed = content?.type === 'audio' || content?.type === 'video';
  const isRefused = usePageRefusal(src, isPlayed ? 'media-src' : 'img-src');
  const asked = decision.action === 'ask' ? src : undefined;
  const load = () => setWanted(asked);
  if (isRefused) return { action: 'refuse', by: 'page', host: hostOf(src), load };
  const now: MediaDecision = asked !== undefined && asked === wanted ? { action: 'load', src: asked } : decision;
  return { ...now, load };
}
