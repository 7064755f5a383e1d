import type { InteractionStreamHandle } from '../../src/index.ts';
import type { Session } from '../createSession.ts';
import type { Panel, Settings } from '../settings.ts';
import { EventLog } from './EventLog.tsx';
import { FaultSwitches } from './FaultSwitches.tsx';
import { IconButton } from './IconButton.tsx';
import { PlaySettings } from './PlaySettings.tsx';
import { RecordingList } from './RecordingList.tsx';
import { StateInspector } from './StateInspector.tsx';
import { Tabs } from './Tabs.tsx';

interface SidePanelProps {
  session: Session;
  settings: Settings;
  ownRecordings: ReadonlyMap<string, string>;
  live: InteractionStreamHandle;
  onClose: () => void;
}

const TITLES: { readonly [panel in Panel]: string } = { play: 'Play', inspect: 'Inspect' };

/** What feeds the thread, and what it is made of. */
export function SidePanel({ session, settings, ownRecordings, live, onClose }: SidePanelProps) {
  const { change } = session.store.getState();
  const play = (name: string) => {
    onClose();
    session.play(name);
  };
  const open = (name: string, text: string) => {
    onClose();
    session.open(name, text);
  };
  return (
    <aside className="pg-panel" id="panel" aria-label="Recordings and events">
      <div className="pg-panel-head">
        <Tabs titles={TITLES} value={settings.panel} controls="panel-body" onChange={(panel) => change({ panel })} />
        <IconButton icon="close" label="Close" className="pg-panel-close" onClick={onClose} />
      </div>
      <div className="pg-panel-body" id="panel-body" role="tabpanel" aria-label={TITLES[settings.panel]}>
        {settings.panel === 'play' ? (
          <>
            <RecordingList current={settings.recording} ownRecordings={ownRecordings} onPlay={play} onOpen={open} />
            <PlaySettings settings={settings} onChange={change} />
            {settings.backend === 'embedded' && <FaultSwitches settings={settings} onChange={change} />}
          </>
        ) : (
          <>
            <EventLog session={session} at={settings.at} />
            <StateInspector session={session} live={live} at={settings.at} />
          </>
        )}
      </div>
    </aside>
  );
}
