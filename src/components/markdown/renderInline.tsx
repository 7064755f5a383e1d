import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { SafeLink } from '../SafeLink.tsx';
import { slotProps } from '../slotProps.ts';
import { PENDING_HREF } from './closeInlineMarks.ts';
import { decodeEntities } from './decodeEntities.ts';
import { MarkdownImage } from './MarkdownImage.tsx';
import { TaskBox } from './TaskBox.tsx';

/** Inline tokens as React elements. HTML comes out as the text that it is; of its tags only `<br>` does what it says. */
export function renderInline(tokens: readonly Token[] | undefined): ReactNode {
  return tokens?.map((token, at) => <Fragment key={at}>{renderToken(token as MarkedToken)}</Fragment>);
}

function renderToken(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens ? renderInline(token.tokens) : decodeEntities(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{renderInline(token.tokens)}</strong>;
    case 'em':
      return <em>{renderInline(token.tokens)}</em>;
    case 'del':
      return <del>{renderInline(token.tokens)}</del>;
    case 'codespan':
      return <code className="ris-literal">{token.text}</code>;
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
