import { useEffect, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { downloadBytes } from '../parts/downloadBytes.ts';
import { Icon } from '../parts/icons.tsx';
import { codeFileName } from './codeFileName.ts';

export interface CodeActionsProps {
  /** The whole code; asked for when it is needed. */
  read: () => string;
  /** As the author named it. */
  language: string | undefined;
}

/** How long "Copied" stays, in ms. */
const COPIED = 2000;

/** What can be done with code: copy it, save it as a file. */
export function CodeActions({ read, language }: CodeActionsProps): ReactNode {
  const { common, markdown } = useLabels();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className="ris-code-actions">
      <button
        type="button"
        className="ris-code-action"
        aria-label={common.download}
        title={common.download}
        onClick={() => downloadBytes(new TextEncoder().encode(read()), codeFileName(language))}
      >
        <Icon name="download" />
      </button>
      <button
        type="button"
        className="ris-code-action"
        aria-label={copied ? common.copied : markdown.copyCode}
        data-state={copied ? 'copied' : 'idle'}
        onClick={() => void copy(read()).then(setCopied)}
      >
        <Icon name={copied ? 'check' : 'copy'} />
        <span aria-hidden="true">{copied ? common.copied : common.copy}</span>
      </button>
    </div>
  );
}

/** Whether it worked: there is no clipboard on insecure pages, and the reader may forbid it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
