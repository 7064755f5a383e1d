import { useEffect, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Icon } from '../icons.tsx';
import { slotProps } from '../slotProps.ts';

export interface CodeBlockProps {
  /** Whole, or in pieces where it is long: each is laid out by itself. */
  code: string | readonly string[];
  /** As the author named it: `ts`, `python`, … */
  language?: string;
  /** Drawn behind the last character. */
  tail?: ReactNode;
}

/** How long "Copied" stays, in ms. */
const COPIED = 2000;

/** Code as it is, never wrapped, in a box that scrolls by keyboard too; its language and a copy button above it. */
export function CodeBlock({ code, language, tail }: CodeBlockProps): ReactNode {
  const { markdown } = useLabels();
  const [head, ...pieces] = typeof code === 'string' ? [code] : code;
  return (
    <div {...slotProps('code-block')} data-language={language} dir="ltr">
      <div className="ris-code-head">
        <span className="ris-code-language">{language ?? markdown.code}</span>
        <CopyButton code={code} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag is a plain group, and named sections would be landmarks by the dozen */}
      <div role="group" className="ris-code" aria-label={language ?? markdown.code} tabIndex={0}>
        <pre>
          <code>
            {head}
            {pieces.map((piece, at) => (
              <span key={at} className="ris-code-piece">
                {piece}
                {at === pieces.length - 1 && tail}
              </span>
            ))}
            {pieces.length === 0 && tail}
          </code>
        </pre>
      </div>
    </div>
  );
}

function CopyButton({ code }: Pick<CodeBlockProps, 'code'>): ReactNode {
  const { common, markdown } = useLabels();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="ris-copy"
      aria-label={copied ? common.copied : markdown.copyCode}
      data-state={copied ? 'copied' : 'idle'}
      onClick={() => void copy(typeof code === 'string' ? code : code.join('')).then(setCopied)}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span aria-hidden="true">{copied ? common.copied : common.copy}</span>
    </button>
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
