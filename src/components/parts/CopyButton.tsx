import { useEffect, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Icon } from './icons.tsx';

export interface CopyButtonProps {
  /** What it copies, for screen readers. */
  label: string;
  /** The text; asked for when it is needed. */
  read: () => string;
}

/** How long the check mark stays, in ms. */
const COPIED = 2000;

/** An icon that copies a text, and says whether it did: there is no clipboard on insecure pages, and the reader may forbid it. */
export function CopyButton({ label, read }: CopyButtonProps): ReactNode {
  const { common } = useLabels();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), COPIED);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(read());
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  const name = { idle: label, copied: common.copied, failed: common.copyFailed }[state];
  return (
    <button
      type="button"
      className="ris-icon-button"
      aria-label={name}
      title={name}
      data-state={state}
      onClick={() => void copy()}
    >
      <Icon name={ICONS[state]} />
    </button>
  );
}

const ICONS = { idle: 'copy', copied: 'check', failed: 'warning' } as const;
