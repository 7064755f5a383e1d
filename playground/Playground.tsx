import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useInteractionStream } from '../src/index.ts';
import { Chat } from './components/Chat.tsx';
import { PlaygroundHeader } from './components/PlaygroundHeader.tsx';
import { SidePanel } from './components/SidePanel.tsx';
import { Timeline } from './components/Timeline.tsx';
import { createSession } from './createSession.ts';
import { useAppearance } from './useAppearance.ts';
import { useLiveApi } from './useLiveApi.ts';
import { useUrlHash } from './useUrlHash.ts';

/** A chat, beside it what feeds it, and below it all that came. */
export function Playground() {
  const [session] = useState(createSession);
  const { settings, ownRecordings, change } = useStore(session.store);
  const live = useInteractionStream({ store: session.thread });
  const shown = useInteractionStream({ store: settings.at === undefined ? session.thread : session.moment });
  const [isPanelOpen, setPanelOpen] = useState(false);
  const isLiveAvailable = useLiveApi();
  useUrlHash(session, settings);
  useAppearance(settings.theme, settings.dir);

  const hasOpened = useRef(false);
  useEffect(() => {
    if (!hasOpened.current) session.openLink();
    hasOpened.current = true;
  }, [session]);

  return (
    <div className="pg" data-panel={isPanelOpen ? 'open' : undefined}>
      <PlaygroundHeader
        settings={settings}
        onChange={change}
        isLiveAvailable={isLiveAvailable}
        onClear={() => {
          change({ recording: undefined, at: undefined, tape: undefined });
          session.clear();
        }}
        isPanelOpen={isPanelOpen}
        onTogglePanel={() => setPanelOpen(!isPanelOpen)}
      />
      <Chat session={session} live={live} shown={shown} />
      <SidePanel
        session={session}
        settings={settings}
        ownRecordings={ownRecordings}
        live={live}
        onClose={() => setPanelOpen(false)}
      />
      <Timeline session={session} at={settings.at} />
    </div>
  );
}
