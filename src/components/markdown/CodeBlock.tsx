import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../slotProps.ts';
import { CodeActions } from './CodeActions.tsx';

export interface CodeBlockProps {
  /** Whole, or in pieces where it is long: each is laid out by itself. */
  code: string | readonly string[];
  /** As the author named it: `ts`, `python`, … */
  language?: string;
  /** Drawn behind the last character. */
  tail?: ReactNode;
}

/** Code as it is, never wrapped, in a box that scrolls by keyboard too; its language and what can be done with it above. */
export function CodeBlock({ code, language, tail }: CodeBlockProps): ReactNode {
  const { markdown } = useLabels();
  const [head, ...pieces] = typeof code === 'string' ? [code] : code;
  return (
    <div {...slotProps('code-block')} data-language={language} dir="ltr">
      <div className="ris-code-head">
        <span className="ris-code-language">{language ?? markdown.code}</span>
        <CodeActions read={() => (typeof code === 'string' ? code : code.join(''))} language={language} />
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
