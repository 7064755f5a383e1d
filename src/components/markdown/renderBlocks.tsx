import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { CodeBlock } from './CodeBlock.tsx';
import { MarkdownTable } from './MarkdownTable.tsx';
import { renderInline } from './renderInline.tsx';
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
export function renderBlocks(tokens: readonly Token[], { dir, tail }: BlockContext = {}): ReactNode {
  return tokens.map((token, at) => (
    <Fragment key={at}>
      {renderBlock(token as MarkedToken, { dir, tail: at === tokens.length - 1 ? tail : undefined })}
    </Fragment>
  ));
}

function renderBlock(token: MarkedToken, { dir, tail }: BlockContext): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return renderHeading(token, { dir, tail });
    case 'paragraph':
      return (
        <p className="ris-p" dir={dir}>
          {renderInline(token.tokens)}
          {tail}
        </p>
      );
    case 'code':
      return <CodeBlock code={token.text.replace(/\n$/, '')} language={token.lang?.match(/^\S+/)?.[0]} tail={tail} />;
    case 'blockquote':
      return (
        <blockquote className="ris-blockquote" dir={dir}>
          {renderBlocks(token.tokens, { tail })}
        </blockquote>
      );
    case 'list':
      return renderList(token, { dir, tail });
    case 'table':
      return <MarkdownTable table={token} dir={dir} tail={tail} />;
    case 'hr':
      return <hr className="ris-hr" />;
    case 'html':
      if (!token.block) return renderInline([token]);
      return (
        <p className="ris-p ris-verbatim" dir={dir}>
          {token.text.trimEnd()}
          {tail}
        </p>
      );
    case 'checkbox':
      return <TaskBox checked={token.checked} />;
    default:
      return renderText(token, { dir, tail });
  }
}

/** Inside a tight list item text stands as it is. At the top it is what the lexer could not cope with. */
function renderText(token: Token, { dir, tail }: BlockContext): ReactNode {
  const text = renderInline([token]);
  if (dir === undefined) {
    return (
      <>
        {text}
        {tail}
      </>
    );
  }
  return (
    <p className="ris-p ris-verbatim" dir={dir}>
      {text}
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

function renderList(list: Tokens.List, { dir, tail }: BlockContext): ReactNode {
  const items = list.items.map((item, at) => (
    <li key={at} className={item.task ? 'ris-task' : undefined}>
      {renderBlocks(item.tokens, { tail: at === list.items.length - 1 ? tail : undefined })}
    </li>
  ));
  if (!list.ordered) {
    return (
      <ul className="ris-bullets" dir={dir}>
        {items}
      </ul>
    );
  }
  return (
    <ol className="ris-numbers" dir={dir} start={list.start === '' || list.start === 1 ? undefined : list.start}>
      {items}
    </ol>
  );
}
