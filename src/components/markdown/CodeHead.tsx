import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { IconButton } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { downloadBytes } from '../parts/downloadBytes.ts';
import { codeFileName } from './codeFileName.ts';

export interface CodeHeadProps {
  title: ReactNode;
  /** As the author named it. */
  language: string | undefined;
  /** The whole code; asked for when it is needed. */
  read: () => string;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** Stands above code: what it is, and what can be done with it. It is copied, or saved as a file. */
export function CodeHead({ title, language, read, children }: CodeHeadProps): ReactNode {
  const { common, markdown } = useLabels();
  return (
    <div className="ris-code-head">
      <span className="ris-code-language">{title}</span>
      <div className="ris-code-actions">
        {children}
        <IconButton
          className="ris-code-action"
          icon="download"
          label={common.download}
          onClick={() => downloadBytes(new TextEncoder().encode(read()), codeFileName(language))}
        />
        <CopyButton className="ris-code-action" label={markdown.copyCode} words={common.copy} read={read} />
      </div>
    </div>
  );
}
