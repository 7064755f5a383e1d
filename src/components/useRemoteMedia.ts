import { useState } from 'react';
import type { Content } from '../protocol/Content.ts';
import { usePolicy } from '../react/InteractionProvider.tsx';
import { mediaDecision, type MediaDecision } from '../react/urlPolicy.ts';

/** What to do with a remote medium now, and how the reader lets it load. */
export type RemoteMedia = MediaDecision & { load: () => void };

/** The policy's word on a remote medium, and after it the reader's: a click counts for this URL only. */
export function useRemoteMedia(uri: unknown, content?: Content): RemoteMedia {
  const decision = mediaDecision(uri, usePolicy(), content);
  const [wanted, setWanted] = useState<string>();
  const asked = decision.action === 'ask' ? decision.src : undefined;
  const now: MediaDecision = asked !== undefined && asked === wanted ? { action: 'load', src: asked } : decision;
  return { ...now, load: () => setWanted(asked) };
}
