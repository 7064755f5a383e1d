import type { Links } from 'marked';
import { memo, useMemo, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { StepStatus } from '../../store/InteractionState.ts';
import { slotProps } from '../slotProps.ts';
import { closeOpenMarks } from './closeOpenMarks.ts';
import { renderBlocks } from './renderBlocks.tsx';
import { lexBlock, splitBlocks } from './splitBlocks.ts';

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
  const { blocks, links } = useMemo(
    () => shownBlocks(typeof text === 'string' ? text : '', status !== 'done'),
    [text, status],
  );
  const streaming = status === 'streaming';
  const last = blocks.length - 1;
  return (
    <div {...rest} {...slotProps('markdown', status, className)}>
      {blocks.map((block, at) => (
        <MarkdownBlock
          key={at}
          block={block}
          links={block.includes('[') ? links : NO_LINKS}
          tail={streaming && at === last}
        />
      ))}
      {streaming && last === -1 && <p className="ris-p">{CARET}</p>}
    </div>
  );
}

function shownBlocks(text: string, isPartial: boolean): { blocks: readonly string[]; links: Links } {
  const { blocks, links, open } = splitBlocks(text);
  const last = blocks.at(-1);
  if (!isPartial || !open || last === undefined) return { blocks, links };
  const closed = closeOpenMarks(last);
  return { blocks: [...blocks.slice(0, -1), ...(closed.trim() === '' ? [] : [closed])], links };
}

interface MarkdownBlockProps {
  block: string;
  links: Links;
  tail: boolean;
}

const NO_LINKS: Links = {};
const CARET = <span className="ris-caret" aria-hidden="true" />;

/** Settled blocks are left alone: one renders again only when its source, or a definition that it may refer to, changes. */
const MarkdownBlock = memo(function MarkdownBlock({ block, links, tail }: MarkdownBlockProps): ReactNode {
  const tokens = useMemo(() => lexBlock(block, links), [block, links]);
  return renderBlocks(tokens, { dir: 'auto', tail: tail ? CARET : undefined });
}, isSameBlock);

function isSameBlock(before: MarkdownBlockProps, after: MarkdownBlockProps): boolean {
  return (
    before.block === after.block &&
    before.tail === after.tail &&
    (before.links === after.links || hasSameLinks(before.links, after.links))
  );
}

function hasSameLinks(before: Links, after: Links): boolean {
  const names = Object.keys(after);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => before[name]?.href === after[name]?.href && before[name]?.title === after[name]?.title)
  );
}
