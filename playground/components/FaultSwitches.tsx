import { FAULTS, type FaultName } from '../faults.ts';
import type { Settings } from '../settings.ts';
import { Slider } from './Slider.tsx';

interface FaultSwitchesProps {
  settings: Settings;
  onChange: (changed: Partial<Settings>) => void;
}

const AFTER = [0, 1, 2, 4, 8, 12, 16, 24, 32, 64, 128];
const NAMES = Object.keys(FAULTS) as FaultName[];

/** What goes wrong with the next answers of the embedded server. */
export function FaultSwitches({ settings: { fault, after }, onChange }: FaultSwitchesProps) {
  const toggle = (name: FaultName) =>
    onChange({ fault: NAMES.filter((other) => (other === name) !== fault.includes(other)) });
  return (
    <fieldset className="pg-section pg-faults">
      <legend className="pg-hidden">Faults</legend>
      <h2 aria-hidden="true">Faults</h2>
      <ul className="pg-toggles">
        {NAMES.map((name) => (
          <li key={name}>
            <label className="pg-toggle" title={FAULTS[name].hint}>
              <input type="checkbox" checked={fault.includes(name)} onChange={() => toggle(name)} />
              {FAULTS[name].title}
            </label>
          </li>
        ))}
      </ul>
      {fault.length > 0 && (
        <Slider
          label="After"
          values={AFTER}
          value={after}
          format={(count) => (count === 1 ? '1 event' : `${count} events`)}
          onChange={(value) => onChange({ after: value })}
        />
      )}
    </fieldset>
  );
}
