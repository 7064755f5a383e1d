import { FAULTS, type FaultName } from '../faults.ts';
import type { Settings } from '../settings.ts';

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
      <div className="pg-section-head">
        <h2 aria-hidden="true">Faults</h2>
        {fault.length > 0 && (
          <label className="pg-after">
            After
            <select value={after} onChange={(event) => onChange({ after: Number(event.target.value) })}>
              {[...new Set([...AFTER, after])]
                .sort((a, b) => a - b)
                .map((count) => (
                  <option key={count} value={count}>
                    {count === 1 ? '1 event' : `${count} events`}
                  </option>
                ))}
            </select>
          </label>
        )}
      </div>
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
    </fieldset>
  );
}
