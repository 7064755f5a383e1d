import { IconButton } from './IconButton.tsx';
import { PlaygroundIcon } from './PlaygroundIcon.tsx';
import type { Settings, Theme } from '../settings.ts';

interface PlaygroundHeaderProps {
  settings: Settings;
  onChange: (changed: Partial<Settings>) => void;
  isLiveAvailable: boolean;
  onClear: () => void;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

export function PlaygroundHeader(props: PlaygroundHeaderProps) {
  const { settings, onChange, isLiveAvailable, onClear, isPanelOpen, onTogglePanel } = props;
  return (
    <header className="pg-header">
      <h1 className="pg-title">
        <span className="pg-title-more">react-</span>interaction-stream{' '}
        <span className="pg-title-more pg-muted">playground</span>
      </h1>
      {isLiveAvailable && <BackendSwitch settings={settings} onChange={onChange} />}
      <fieldset className="pg-segments">
        <legend className="pg-hidden">Theme</legend>
        {THEMES.map((theme) => (
          <label key={theme} title={theme}>
            <input
              type="radio"
              name="theme"
              aria-label={theme}
              checked={settings.theme === theme}
              onChange={() => onChange({ theme })}
            />
            <PlaygroundIcon name={theme} />
          </label>
        ))}
      </fieldset>
      <IconButton
        icon="direction"
        label="Right to left"
        aria-pressed={settings.dir === 'rtl'}
        onClick={() => onChange({ dir: settings.dir === 'rtl' ? 'ltr' : 'rtl' })}
      />
      <IconButton icon="new" label="New thread" onClick={onClear} />
      <IconButton
        icon="panel"
        label="Recordings and events"
        className="pg-panel-toggle"
        aria-expanded={isPanelOpen}
        aria-controls="panel"
        onClick={onTogglePanel}
      />
    </header>
  );
}

function BackendSwitch({ settings, onChange }: Pick<PlaygroundHeaderProps, 'settings' | 'onChange'>) {
  const isLive = settings.backend === 'live';
  return (
    <div className="pg-backend">
      {isLive && (
        <input
          className="pg-field"
          aria-label="Model"
          spellCheck={false}
          value={settings.model}
          onChange={(event) => onChange({ model: event.target.value })}
        />
      )}
      <label className="pg-switch">
        <input
          type="checkbox"
          checked={isLive}
          onChange={(event) => onChange({ backend: event.target.checked ? 'live' : 'embedded' })}
        />
        Live API
      </label>
    </div>
  );
}
