import { useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from './Button.tsx';
import { ClipNote } from './ClipNote.tsx';
import { foldText } from './foldText.ts';
import { useLimit } from './useLimit.ts';

/** Text as it is, line breaks kept; a long one folds. */
export function FoldedText({ text, mono = false }: { text: string; mono?: boolean }): ReactNode {
  const { common } = useLabels();
  const [open, setOpen] = useState(false);
  const [limit, more] = useLimit('detailLength');
  const folded = foldText(text);
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
