import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { StepStatus } from '../../store/InteractionState.ts';
import { slotProps } from '../slotProps.ts';
import { BlockGroup } from './BlockGroup.tsx';
import { MarkdownEngine } from './MarkdownEngine.ts';

export interface MarkdownProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** GitHub-flavoured markdown. HTML in it is shown as text. */
  text: string;
  /**
   * Whether the text is whole. Until it is, open marks at its end are closed, so that none shows; while it streams, a
   * caret stands behind it. Default `done`.
   */
  status?: StepStatus;
}

/** Markdown from a model, drawn as React elements: no HTML is ever injected, and every URL passes the policy. */
export function Markdown({ text, status = 'done', className, ...rest }: MarkdownProps): ReactNode {
  const [engine] = useState(() => new MarkdownEngine());
  const { groups } = useMemo(
    () => engine.update(typeof text === 'string' ? text : '', status === 'done'),
    [engine, text, status],
  );
  const streaming = status === 'streaming';
  const last = groups.length - 1;
  return (
    <div {...rest} {...slotProps('markdown', status, className)}>
      {groups.map((blocks, at) => (
        <BlockGroup key={at} blocks={blocks} tail={streaming && at === last ? CARET : undefined} />
      ))}
      {streaming && last === -1 && (
        <div className="ris-blocks">
          <p className="ris-p">{CARET}</p>
        </div>
      )}
    </div>
  );
}

const CARET = <span className="ris-caret" aria-hidden="true" />;
