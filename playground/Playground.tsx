import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type InteractionInput, useInteractionStream } from '../src/index.ts';
import { Chat } from './Chat.tsx';
import { createEventLog } from './createEventLog.ts';
import { createPlaygroundStore } from './createPlaygroundStore.ts';
import { createPlaygroundTransport, RECORDING_LABEL } from './createPlaygroundTransport.ts';
import { createDemoFunctions, demoTools, learnFunction } from './demoFunctions.ts';
import { PlaygroundHeader } from './PlaygroundHeader.tsx';
import { RECORDINGS } from './recordingInfo.ts';
import { SidePanel } from './SidePanel.tsx';
import { useLiveApi } from './useLiveApi.ts';
import { useTheme } from './useTheme.ts';
import { useUrlHash } from './useUrlHash.ts';

/** A chat, and beside it what feeds it. */
export function Playground() {
  const [store] = useState(createPlaygroundStore);
  const [transport] = useState(() => createPlaygroundTransport(store));
  const [log] = useState(createEventLog);
  const { settings, ownRecordings, change, addRecording } = useStore(store);
  const functions = useMemo(() => createDemoFunctions(settings.functions), [settings.functions]);
  const stream = useInteractionStream({
    transport,
    functions,
    reconnect: { attempts: 3, delay: 150 },
    params: functions ? undefined : { tools: demoTools },
    onEvent: (event, time) => {
      learnFunction(functions, event);
      log.push(event, time);
    },
  });
  const [isPanelOpen, setPanelOpen] = useState(false);
  const isLiveAvailable = useLiveApi();
  useUrlHash(store, settings);
  useTheme(settings.theme);

  const clear = () => {
    stream.clear();
    log.clear();
  };

  const send = (input: InteractionInput) => {
    change({ recording: undefined });
    void stream.send(input);
  };

  const play = (name: string, text?: string) => {
    if (text !== undefined) addRecording(name, text);
    const known = Object.entries(RECORDINGS).find(([recording]) => recording === name)?.[1];
    if (known) change({ recording: name, backend: 'embedded' });
    setPanelOpen(false);
    clear();
    void stream.send(known?.prompt ?? name, { labels: { [RECORDING_LABEL]: name } });
  };

  const initial = useRef(settings.recording);
  useEffect(() => {
    const name = initial.current;
    initial.current = undefined;
    if (name !== undefined) play(name);
  });

  return (
    <div className="pg" data-panel={isPanelOpen ? 'open' : undefined}>
      <PlaygroundHeader
        settings={settings}
        onChange={change}
        isLiveAvailable={isLiveAvailable}
        onClear={() => {
          change({ recording: undefined });
          clear();
        }}
        isPanelOpen={isPanelOpen}
        onTogglePanel={() => setPanelOpen(!isPanelOpen)}
      />
      <Chat stream={stream} onSend={send} onPlay={play} />
      <SidePanel
        settings={settings}
        onChange={change}
        ownRecordings={ownRecordings}
        onPlay={play}
        log={log}
        onClose={() => setPanelOpen(false)}
      />
    </div>
  );
}
