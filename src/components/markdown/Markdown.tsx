import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useRenderers } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { CARET } from '../parts/caret.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { ClipNote } from '../parts/ClipNote.tsx';
import { useClipped } from '../parts/useClipped.ts';
import { BlockGroup } from './BlockGroup.tsx';
import { createInserter } from './createInserter.ts';
import { KeepSelection } from './KeepSelection.tsx';
import { MarkdownEngine } from './MarkdownEngine.ts';
import type { MarkdownInsertion } from './MarkdownInsertion.ts';

/** Props of `Markdown`, beside those of its `div`. */
export interface MarkdownProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** GitHub-flavoured markdown. HTML in it, but for `<br>`, is shown as text, and so are footnotes. */
  text: string;
  /**
   * Whether the text is whole. Until it is, open marks at its end are closed, so that none shows; while it streams, a
   * caret stands behind it. Default `done`.
   */
  status?: StepStatus;
  /** What is drawn inside the text, such as citations: in any order, and also later than the text. */
  insertions?: readonly MarkdownInsertion[];
}

/** Markdown from a model, drawn as React elements: no HTML is ever injected, and every URL passes the policy. */
export function Markdown({ text, status = 'done', insertions = NONE, className, ...rest }: MarkdownProps): ReactNode {
  const hasMath = useRenderers().math !== undefined;
  const engine = useMemo(() => new MarkdownEngine(hasMath), [hasMath]);
  const [inserter] = useState(createInserter);
  const whole = typeof text === 'string' ? text : '';
  const [source, limit, more] = useClipped(whole, status === 'streaming');
  const isClipped = source.length < whole.length;
  const document = useMemo(
    () => engine.update(source, status === 'done' && !isClipped, status === 'interrupted' || isClipped),
    [engine, source, status, isClipped],
  );
  const { groups } = useMemo(
    () => inserter.insert(document, source, insertions, isClipped),
    [inserter, document, source, insertions, isClipped],
  );
  const streaming = status === 'streaming' && !isClipped;
  const last = groups.length - 1;
  return (
    <div {...rest} {...slotProps('markdown', status, className)}>
      <KeepSelection>
        {groups.map((blocks, at) => (
          <BlockGroup key={at} blocks={blocks} tail={streaming && at === last ? CARET : undefined} />
        ))}
      </KeepSelection>
      {streaming && last === -1 && (
        <div className="ris-blocks">
          <p className="ris-p">{CARET}</p>
        </div>
      )}
      <ClipNote shown={limit} total={whole.length} onMore={more} />
    </div>
  );
}

const NONE: readonly MarkdownInsertion[] = [];
