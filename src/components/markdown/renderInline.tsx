import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { SafeLink } from '../parts/SafeLink.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { PENDING_HREF } from './closeInlineMarks.ts';
import { decodeEntities } from './decodeEntities.ts';
import type { InsertionToken } from './insertTokens.ts';
import { MarkdownImage } from './MarkdownImage.tsx';
import type { MathToken } from './MathLexer.ts';
import { MathView } from './MathView.tsx';
import { renderInsertions } from './renderInsertions.tsx';
import { TaskBox } from './TaskBox.tsx';

/**
 * Inline tokens as React elements. HTML comes out as the text that it is; of its tags only `<br>` does what it says.
 * Insertions have keys of their own, so that the elements behind them stay what they are when one comes, and texts behind
 * them go by where they begin: a text node that took the place of another would have moved.
 */
export function renderInline(tokens: readonly (Token | InsertionToken)[] | undefined): ReactNode {
  let count = 0;
  let units = 0;
  let isInserted = false;
  return tokens?.flatMap((token) => {
    if (token.type === 'insertion') {
      isInserted = true;
      return renderInsertions((token as InsertionToken).insertions);
    }
    if (isText(token)) {
      const isBehind = 'isBehind' in token && token.isBehind === true;
      if (!isBehind) count += 1;
      units = isBehind ? units : 0;
      const key = `${count}.${units}`;
      units += token.text.length;
      const text = token.type === 'text' ? decodeEntities(token.text) : token.text;
      return isInserted ? <Fragment key={key}>{text}</Fragment> : text;
    }
    return <Fragment key={count++}>{renderToken(token as MarkedToken | MathToken)}</Fragment>;
  });
}

function isText(token: Token | InsertionToken): token is Tokens.Text | Tokens.Escape {
  return token.type === 'escape' || (token.type === 'text' && !('tokens' in token && token.tokens));
}

function renderToken(token: MarkedToken | MathToken): ReactNode {
  switch (token.type) {
    case 'text':
      return renderInline(token.tokens);
    case 'strong':
      return <strong>{renderInline(token.tokens)}</strong>;
    case 'em':
      return <em>{renderInline(token.tokens)}</em>;
    case 'del':
      return <del>{renderInline(token.tokens)}</del>;
    case 'codespan':
      return <code className="ris-literal">{token.text}</code>;
    case 'math':
      return <MathView raw={token.raw} text={token.text} display={token.display} />;
    case 'br':
      return <br />;
    case 'link':
      return <Link token={token} />;
    case 'image':
      return (
        <MarkdownImage src={decodeEntities(token.href)} alt={plainText(token.tokens) || decodeEntities(token.text)} />
      );
    case 'checkbox':
      return <TaskBox checked={token.checked} />;
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : token.raw;
    default:
      return token.raw;
  }
}

function Link({ token }: { token: Tokens.Link }): ReactNode {
  if (token.href === PENDING_HREF) return <span {...slotProps('link', 'pending')}>{renderInline(token.tokens)}</span>;
  if (token.autolink) return <SafeLink href={token.href}>{token.text}</SafeLink>;
  return (
    <SafeLink href={decodeEntities(token.href)} title={token.title ? decodeEntities(token.title) : undefined}>
      {renderInline(token.tokens)}
    </SafeLink>
  );
}

/** What inline tokens say, without their marks. */
function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) => ('tokens' in token && token.tokens ? plainText(token.tokens) : textOf(token)))
    .join('');
}

function textOf(token: Token): string {
  if (token.type === 'text') return decodeEntities(token.text);
  return token.type === 'escape' || token.type === 'codespan' ? token.text : token.raw;
}
