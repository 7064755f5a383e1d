import { memo, useEffect, useReducer, useState, type ReactNode, type RefObject } from 'react';
import type { Highlighter } from '../../react/Highlighter.ts';
import { createHighlighting, type CodeLine, type CodePiece } from './createHighlighting.ts';
import { KeepSelection } from './KeepSelection.tsx';
import { useTokenizer } from './useTokenizer.ts';

export interface HighlightedCodeProps {
  pieces: readonly string[];
  /** As the author named it. */
  language: string;
  highlighter: Highlighter;
  /** The element that all of the code stands in. */
  box: RefObject<HTMLElement | null>;
  /** Drawn behind the last character. */
  tail?: ReactNode;
}

/** Code in its colours, once they are known. Each line has an element of its own, which stays while others come. */
export function HighlightedCode({ pieces, language, highlighter, box, tail }: HighlightedCodeProps): ReactNode {
  const tokenize = useTokenizer(highlighter, language, box);
  const [highlighting] = useState(createHighlighting);
  const [, readOn] = useReducer((count: number) => count + 1, 0);
  const { pieces: read, isBehind } = highlighting.update(pieces, tokenize);
  useEffect(() => {
    if (!isBehind) return undefined;
    const timer = setInterval(readOn);
    return () => clearInterval(timer);
  }, [isBehind]);
  return (
    <KeepSelection>
      {read.map((piece, at) => (
        <Piece key={at} piece={piece} tail={at === read.length - 1 ? tail : undefined} />
      ))}
    </KeepSelection>
  );
}

const Piece = memo(function Piece({ piece, tail }: { piece: CodePiece; tail: ReactNode }): ReactNode {
  return (
    <span className="ris-code-piece">
      {piece.lines.map((line, at) => (
        <Line key={at} line={line} />
      ))}
      {tail}
    </span>
  );
});

const Line = memo(function Line({ line: { text, tokens } }: { line: CodeLine }): ReactNode {
  return (
    <span className="ris-code-line">
      {tokens?.map(({ text: part, kind }, at) =>
        kind === undefined ? (
          part
        ) : (
          <span key={at} className={`ris-syntax-${kind}`}>
            {part}
          </span>
        ),
      ) ?? text}
      {tokens && text.endsWith('\n') && '\n'}
    </span>
  );
});
