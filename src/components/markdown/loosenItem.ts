import type { Token, Tokens } from 'marked';

/** An item of a tight list as the lexer would have it in a loose one: its text, and its checkbox, stand in paragraphs. */
export function loosenItem(item: Tokens.ListItem): Tokens.ListItem {
  if (item.loose) return item;
  const [first, second, ...rest] = item.tokens;
  const isTask = first?.type === 'checkbox';
  const hasText = isTask && second?.type === 'text';
  const tokens = hasText ? [withCheckbox(first, second), ...rest] : item.tokens;
  return {
    ...item,
    loose: true,
    tokens: tokens.map((token, at) => toParagraph(token, isTask && !hasText && at === 0)),
  };
}

function toParagraph(token: Token, isCheckbox: boolean): Token {
  if (isCheckbox) return { type: 'paragraph', raw: token.raw, text: token.raw, tokens: [token] };
  return token.type === 'text' ? { ...token, type: 'paragraph' } : token;
}

function withCheckbox(checkbox: Token, text: Token): Token {
  const tokens = [checkbox, ...((text as Tokens.Text).tokens ?? [])];
  return { ...text, raw: checkbox.raw + text.raw, text: checkbox.raw + (text as Tokens.Text).text, tokens } as Token;
}
