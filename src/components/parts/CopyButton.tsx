import { useEffect, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { IconButton } from './Button.tsx';

export interface CopyButtonProps {
  /** What it copies, for screen readers. */
  label: string;
  /** The text; asked for when it is needed. */
  read: () => string;
  className?: string;
  /** Stands behind the icon, until there is something to say. */
  words?: string;
}

/** How long it says whether the text was copied, in ms. */
const SAID = 2000;

/** Copies a text, and says whether it did: there is no clipboard on insecure pages, and the reader may forbid it. */
export function CopyButton({ label, read, words, className = 'ris-icon-button' }: CopyButtonProps): ReactNode {
  const { common } = useLabels();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), SAID);
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
  const said = { idle: undefined, copied: common.copied, failed: common.copyFailed }[state];
  return (
    <IconButton
      className={className}
      icon={ICONS[state]}
      label={said ?? label}
      data-state={state}
      onClick={() => void copy()}
    >
      {words && <span aria-hidden="true">{said ?? words}</span>}
    </IconButton>
  );
}

const ICONS = { idle: 'copy', copied: 'check', failed: 'warning' } as const;
