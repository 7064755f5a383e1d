import type { EventLog as EventLogStore } from './createEventLog.ts';
import { EventLog } from './EventLog.tsx';
import { IconButton } from './IconButton.tsx';
import { PlaySettings } from './PlaySettings.tsx';
import { RecordingList } from './RecordingList.tsx';
import type { Settings } from './settings.ts';

interface SidePanelProps {
  settings: Settings;
  onChange: (changed: Partial<Settings>) => void;
  ownRecordings: ReadonlyMap<string, string>;
  onPlay: (name: string, text?: string) => void;
  log: EventLogStore;
  onClose: () => void;
}

export function SidePanel({ settings, onChange, ownRecordings, onPlay, log, onClose }: SidePanelProps) {
  return (
    <aside className="pg-panel" id="panel" aria-label="Recordings and events">
      <IconButton icon="close" label="Close" className="pg-panel-close" onClick={onClose} />
      <RecordingList current={settings.recording} ownRecordings={ownRecordings} onPlay={onPlay} />
      <PlaySettings settings={settings} onChange={onChange} />
      <EventLog log={log} />
    </aside>
  );
}
