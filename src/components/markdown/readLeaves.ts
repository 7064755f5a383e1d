import type { MarkedToken, Token, Tokens } from 'marked';
import { alignLines, type Place } from './alignLines.ts';
import { cellPlaces } from './cellPlaces.ts';

/** A token that is drawn as text, or as something that stands for text: code, a link, an image. */
export interface Leaf {
  token: Token;
  /** Where each of its UTF-16 units is in the source. */
  place: Place;
  /** Whether it may be parted. */
  isText: boolean;
}

/** What block tokens show, in order, and where in their source it stands. `lead` units of the source are passed over. */
export function readLeaves(tokens: readonly Token[], lead: number): Leaf[] {
  return blockLeaves(tokens, (at) => at).filter((leaf) => leaf.place(0) >= lead);
}

function blockLeaves(tokens: readonly Token[], place: Place): Leaf[] {
  let start = 0;
  return tokens.flatMap((token) => {
    const here = shift(place, start);
    start += token.raw.length;
    return leavesOf(token as MarkedToken, here);
  });
}

function leavesOf(token: MarkedToken, place: Place): Leaf[] {
  switch (token.type) {
    case 'list': {
      let start = 0;
      return token.items.flatMap((item) => {
        const here = shift(place, start);
        start += item.raw.length;
        return contentLeaves(item.tokens, item.raw, here);
      });
    }
    case 'blockquote':
      return contentLeaves(token.tokens, token.raw, place);
    case 'table': {
      const places = cellPlaces(token.raw, token.header.length);
      return [token.header, ...token.rows].flatMap((row, line) =>
        row.flatMap((cell, column) => {
          const cellPlace = places[line === 0 ? 0 : line + 1]?.[column] ?? ((at) => at);
          return inlineLeaves(cell.tokens, (at) => place(cellPlace(at)));
        }),
      );
    }
    case 'heading': {
      const start = token.raw.indexOf(token.text, /^ {0,3}#*/.exec(token.raw)?.[0].length ?? 0);
      return inlineLeaves(token.tokens, shift(place, Math.max(0, start)));
    }
    case 'paragraph':
    case 'text': {
      if (!token.tokens) return [{ token, place, isText: false }];
      const align = alignLines(token.text, token.raw);
      return inlineLeaves(token.tokens, (at) => place(align(at)));
    }
    case 'code':
      return [
        {
          token,
          place: token.codeBlockStyle === 'indented' ? place : shift(place, token.raw.indexOf('\n') + 1),
          isText: false,
        },
      ];
    case 'html':
      return [{ token, place, isText: false }];
    default:
      return [];
  }
}

/** Of what stands in a list item or a quotation, which are `raw`. */
function contentLeaves(tokens: readonly Token[], raw: string, place: Place): Leaf[] {
  const align = alignLines(tokens.map((token) => token.raw).join(''), raw);
  return blockLeaves(tokens, (at) => place(align(at)));
}

function inlineLeaves(tokens: readonly Token[], place: Place): Leaf[] {
  let start = 0;
  return tokens.flatMap((token): Leaf[] => {
    const here = shift(place, start);
    start += token.raw.length;
    switch (token.type) {
      case 'strong':
      case 'em':
      case 'del': {
        const { raw, text, tokens: inside = [] } = token as Tokens.Strong;
        return inlineLeaves(inside, shift(here, (raw.length - text.length) / 2));
      }
      case 'text':
        return [{ token, place: here, isText: (token as Tokens.Text).text === token.raw }];
      case 'br':
      case 'checkbox':
        return [];
      case 'html':
        return /^<br\s*\/?>$/i.test(token.raw) ? [] : [{ token, place: here, isText: false }];
      default:
        return [{ token, place: here, isText: false }];
    }
  });
}

function shift(place: Place, by: number): Place {
  return (at) => place(at + by);
}
