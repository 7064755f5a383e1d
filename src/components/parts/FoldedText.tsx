import { useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from './Button.tsx';
import { ClipNote } from './ClipNote.tsx';
import { useLimit } from './useLimit.ts';

/** What is shown of a long text while it is folded, in UTF-16 units and lines. */
const UNITS = 600;
const LINES = 12;

/** Text as it is, line breaks kept; a long one folds. */
export function FoldedText({ text, mono = false }: { text: string; mono?: boolean }): ReactNode {
  const { common } = useLabels();
  const [open, setOpen] = useState(false);
  const [limit, more] = useLimit('detailLength');
  const folded = fold(text);
  const shown = open ? text.slice(0, limit) : folded;
  return (
    <>
      {mono ? (
        <pre className="ris-pre" tabIndex={0} dir="ltr">
          {shown}
        </pre>
      ) : (
        <span className="ris-text" dir="auto">
          {shown}
        </span>
      )}
      {open && <ClipNote shown={limit} total={text.length} onMore={more} />}
      {folded !== text && ' '}
      {folded !== text && (
        <TextButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? common.showLess : common.showMore}
        </TextButton>
      )}
    </>
  );
}

function fold(text: string): string {
  const head = text.slice(0, UNITS);
  const lines = head.split('\n');
  if (lines.length <= LINES && text.length <= UNITS * 1.2) return text;
  const kept = lines
    .slice(0, LINES)
    .join('\n')
    .replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
}
