import { useState } from 'react';
import type { Content } from '../../protocol/Content.ts';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import type { BlobFault, BlobSource } from './BlobSource.ts';
import { remoteState, type UnshownState } from './MediaPlaceholder.tsx';
import { useBlobUrl } from './useBlobUrl.ts';
import { type RemoteMedia, useRemoteMedia } from './useRemoteMedia.ts';

export interface Medium {
  /** Its data is in the content item itself. */
  isInline: boolean;
  /** More of it is to come. */
  waits: boolean;
  /** What the browser is to load; missing too for the moment before the page has made it. */
  src: string | undefined;
  fault: BlobFault | undefined;
  /** The browser could not show what it was to load. */
  isBroken: boolean;
  onError: () => void;
  remote: RemoteMedia;
  /** Why one that is elsewhere is not shown. */
  unshown: UnshownState;
  /** Tries again, where that may help. */
  onRetry: (() => void) | undefined;
}

/** Where a content item's medium comes from, its own data or elsewhere, and what came of it. */
export function useMedium(content: Content, status: StepStatus, source: BlobSource | undefined): Medium {
  const { data, uri } = recordOf(content);
  const isInline = textOf(data) !== '';
  const blob = useBlobUrl(source);
  const remote = useRemoteMedia(isInline ? undefined : uri, content);
  const [failed, setFailed] = useState<string>();
  const src = blob?.url ?? (remote.action === 'load' ? remote.src : undefined);
  const again = () => {
    setFailed(undefined);
    remote.load();
  };
  return {
    isInline,
    waits: status === 'streaming' && (isInline || textOf(uri) === ''),
    src,
    fault: blob?.fault,
    isBroken: src !== undefined && src === failed,
    onError: () => setFailed(src),
    remote,
    unshown: remoteState(remote, textOf(uri)),
    onRetry: isInline ? undefined : again,
  };
}
