import type { Settings } from '../settings.ts';
import { Slider } from './Slider.tsx';

interface PlaySettingsProps {
  settings: Settings;
  onChange: (changed: Partial<Settings>) => void;
}

const PACES = [640, 320, 160, 80, 40, 20, 10, 5, 0];
const CHUNKS = [0, 4096, 1024, 256, 64, 16, 4, 1];

/** How the next answer is played. */
export function PlaySettings({ settings, onChange }: PlaySettingsProps) {
  return (
    <section className="pg-section pg-play-settings" aria-label="Playback">
      <Slider
        label="Speed"
        values={PACES}
        value={settings.pace}
        format={(pace) => (pace === 0 ? 'as fast as it goes' : `${pace} ms per event`)}
        onChange={(pace) => onChange({ pace })}
      />
      <Slider
        label="Chunks"
        values={CHUNKS}
        value={settings.chunk}
        format={(chunk) => (chunk === 0 ? 'whole events' : chunk === 1 ? '1 byte' : `${chunk} bytes`)}
        onChange={(chunk) => onChange({ chunk })}
      />
      <label className="pg-choice">
        <span>Functions</span>
        <select
          value={settings.functions}
          onChange={(event) => onChange({ functions: event.target.value as Settings['functions'] })}
        >
          <option value="auto">run by themselves</option>
          <option value="ask">run once you approve</option>
          <option value="manual">you give the results</option>
        </select>
      </label>
    </section>
  );
}
