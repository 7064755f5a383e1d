import type { MarkedToken, Token, Tokens } from 'marked';
import { createElement, Fragment, type ReactNode } from 'react';
import { FenceView } from './FenceView.tsx';
import type { InsertionToken } from './insertTokens.ts';
import { MarkdownTable, TableRows } from './MarkdownTable.tsx';
import { isClosedFence } from './readFence.ts';
import { renderInline } from './renderInline.tsx';
import { renderInsertions } from './renderInsertions.tsx';
import { TaskBox } from './TaskBox.tsx';

export interface BlockContext {
  /** The direction of the outermost blocks; what is inside them takes it over. */
  dir?: 'auto';
  /** Drawn behind the last word: the caret of a text that still comes. */
  tail?: ReactNode;
}

/**
 * Block tokens as React elements. Headings go one level down (`#` is an `h2`, `######` stays an `h6`): the page that an
 * answer stands on has its own `h1`.
 */
export function renderBlocks(tokens: readonly (Token | InsertionToken)[], { dir, tail }: BlockContext = {}): ReactNode {
  let count = 0;
  return tokens.map((token, at) => {
    const context = { dir, tail: at === tokens.length - 1 ? tail : undefined };
    if (token.type === 'insertion')
      return <Insertions key={`+${count}`} token={token as InsertionToken} {...context} />;
    return <Fragment key={count++}>{renderBlock(token as MarkedToken, context)}</Fragment>;
  });
}

/** Insertions that stand behind code. */
function Insertions({ token, dir, tail }: BlockContext & { token: InsertionToken }): ReactNode {
  return renderParagraph(renderInsertions(token.insertions), { dir, tail });
}

function renderBlock(token: MarkedToken, { dir, tail }: BlockContext): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return renderHeading(token, { dir, tail });
    case 'paragraph':
      return renderParagraph(renderInline(token.tokens), { dir, tail });
    case 'code':
      return (
        <FenceView
          code={token.text.replace(/\n$/, '')}
          language={token.lang?.match(/^\S+/)?.[0]}
          isClosed={isClosedFence(token.raw)}
          tail={tail}
        />
      );
    case 'blockquote':
      return (
        <blockquote className="ris-blockquote" dir={dir}>
          {renderBlocks(token.tokens, { tail })}
        </blockquote>
      );
    case 'list':
      return (
        <ListTag ordered={token.ordered} first={Number(token.start)} dir={dir}>
          {renderItems(token.items, tail)}
        </ListTag>
      );
    case 'table':
      return (
        <MarkdownTable header={token.header} dir={dir} tail={token.rows.length === 0 && tail}>
          <TableRows rows={token.rows} header={token.header} tail={tail} />
        </MarkdownTable>
      );
    case 'hr':
      return <hr className="ris-hr" />;
    case 'html':
      if (!token.block) return renderInline([token]);
      return renderParagraph(token.text.trimEnd(), { dir, tail }, 'ris-p ris-verbatim');
    case 'checkbox':
      return <TaskBox checked={token.checked} />;
    default:
      return renderText(token, { dir, tail });
  }
}

/** Inside a tight list item text stands as it is. At the top it is what the lexer could not cope with. */
function renderText(token: Token, { dir, tail }: BlockContext): ReactNode {
  const text = renderInline([token]);
  if (dir !== undefined) return renderParagraph(text, { dir, tail }, 'ris-p ris-verbatim');
  return (
    <>
      {text}
      {tail}
    </>
  );
}

function renderParagraph(children: ReactNode, { dir, tail }: BlockContext, className = 'ris-p'): ReactNode {
  return (
    <p className={className} dir={dir}>
      {children}
      {tail}
    </p>
  );
}

function renderHeading(token: Tokens.Heading, { dir, tail }: BlockContext): ReactNode {
  const Tag = `h${Math.min(token.depth + 1, 6)}` as 'h2';
  return (
    <Tag className="ris-heading" data-level={token.depth} dir={dir}>
      {renderInline(token.tokens)}
      {tail}
    </Tag>
  );
}

/** Items of a list, with the tail behind the last word. */
export function renderItems(items: readonly Tokens.ListItem[], tail?: ReactNode): ReactNode {
  return items.map((item, at) => (
    <li key={at} className={item.task ? 'ris-task' : undefined}>
      {renderBlocks(item.tokens, { tail: at === items.length - 1 ? tail : undefined })}
    </li>
  ));
}

export interface ListTagProps {
  ordered: boolean;
  /** The number of the first item, when ordered. */
  first: number;
  dir?: 'auto';
  /** Whether the list above is the beginning of this one. */
  isContinued?: boolean;
  /** `li` elements. */
  children: ReactNode;
}

/** A list around its items. */
export function ListTag({ ordered, first, dir, isContinued = false, children }: ListTagProps): ReactNode {
  const className = `${ordered ? 'ris-numbers' : 'ris-bullets'}${isContinued ? ' ris-continued' : ''}`;
  const start = ordered && first !== 1 ? first : undefined;
  // Long numbers, such as years, would stick out of the text, where they are cut off.
  const style = ordered && first > 900 ? { paddingInlineStart: `${String(first).length + 2}ch` } : undefined;
  return createElement(ordered ? 'ol' : 'ul', { className, dir, start, style }, children);
}
