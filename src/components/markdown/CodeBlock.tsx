import { useRef, type ReactNode } from 'react';
import { useHighlighter, useLabels } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { CodeHead } from './CodeHead.tsx';
import { HighlightedCode } from './HighlightedCode.tsx';
import { splitCode } from './splitCode.ts';

export interface CodeBlockProps {
  /** Whole, or in pieces where it is long: all but the last end with a line, or in the middle of a very long one. */
  code: string | readonly string[];
  /** As the author named it: `ts`, `python`, … */
  language?: string;
  /** Drawn behind the last character. */
  tail?: ReactNode;
}

/** Code as it is, never wrapped, in a box that scrolls by keyboard too; its language and what can be done with it above. */
export function CodeBlock({ code, language, tail }: CodeBlockProps): ReactNode {
  const { markdown } = useLabels();
  const highlighter = useHighlighter();
  const pieces = typeof code === 'string' ? splitCode(code) : code;
  const name = language ?? markdown.code;
  const box = useRef<HTMLElement>(null);
  return (
    <div {...slotProps('code-block')} data-language={language} dir="ltr">
      <CodeHead title={name} language={language} read={() => pieces.join('')} />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag is a plain group, and named sections would be landmarks by the dozen */}
      <div role="group" className="ris-code" aria-label={name} tabIndex={0}>
        <pre>
          <code ref={box}>
            {highlighter && language !== undefined ? (
              <HighlightedCode {...{ pieces, language, highlighter, box, tail }} />
            ) : (
              <PlainCode pieces={pieces} tail={tail} />
            )}
          </code>
        </pre>
      </div>
    </div>
  );
}

function PlainCode({ pieces: [head, ...pieces], tail }: { pieces: readonly string[]; tail: ReactNode }): ReactNode {
  return (
    <>
      {head}
      {pieces.map((piece, at) => (
        <span key={at} className="ris-code-piece">
          {piece}
          {at === pieces.length - 1 && tail}
        </span>
      ))}
      {pieces.length === 0 && tail}
    </>
  );
}
