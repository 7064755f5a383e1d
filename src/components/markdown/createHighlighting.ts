import type { CodeToken, LineTokenizer } from '../../react/Highlighter.ts';

/** A line of code, with its line end where it has one. */
export interface CodeLine {
  readonly text: string;
  /** What it is made of, without the line end; `undefined` where that is not known: then it is plain text. */
  readonly tokens: readonly CodeToken[] | undefined;
}

/** A piece of code in its lines. */
export interface CodePiece {
  readonly lines: readonly CodeLine[];
}

export interface Highlighting {
  /**
   * The lines of code that came in pieces. Pieces and lines that are the same as in the answer before are the same
   * objects. `isBehind` says that there was too much to read in one go: ask again to have more.
   */
  update: (
    pieces: readonly string[],
    tokenize: LineTokenizer | undefined,
  ) => { pieces: readonly CodePiece[]; isBehind: boolean };
}

interface ReadLine extends CodeLine {
  readonly before: unknown;
  readonly after: unknown;
}

interface ReadPiece extends CodePiece {
  readonly source: string;
  readonly tokenize: LineTokenizer | undefined;
  readonly startsLine: boolean;
  readonly before: unknown;
  readonly after: unknown;
  readonly lines: readonly ReadLine[];
}

/** How much code is read in one go, in UTF-16 units: a screenful. It may take a grammar some ten ms. */
const AT_ONCE = 2000;
/** How long a line may be, in UTF-16 units. A longer one is plain text: it was made by a machine for a machine. */
const LINE = 1000;
/** The state behind a line that is still to be read. */
const UNREAD = Symbol('unread');

/** Reads code line by line, each line once: the state of the grammar is handed on from line to line, and piece to piece. */
export function createHighlighting(): Highlighting {
  let known: readonly ReadPiece[] = [];

  return {
    update(sources, tokenize) {
      let left = AT_ONCE;
      let state: unknown;
      let startsLine = true;

      function readLine(text: string, isStart: boolean, before: ReadLine | undefined): ReadLine {
        if (before && before.text === text && before.before === state && before.after !== UNREAD) return before;
        const line = text.endsWith('\n') ? text.slice(0, -1) : text;
        const isPlain = tokenize === undefined || !isStart || line.length > LINE;
        if (isPlain) return { text, tokens: undefined, before: state, after: state };
        if (left <= 0 || state === UNREAD) return { text, tokens: undefined, before: state, after: UNREAD };
        left -= text.length;
        return { text, before: state, ...read(tokenize, line, state) };
      }

      known = sources.map((source, at): ReadPiece => {
        const found = known[at];
        const before = found?.tokenize === tokenize && found?.startsLine === startsLine ? found : undefined;
        const isSame = before?.source === source && before.before === state && before.after !== UNREAD;
        const piece = isSame ? before : { source, tokenize, startsLine, before: state, ...readPiece(source, before) };
        state = piece.after;
        startsLine = source.endsWith('\n');
        return piece;
      });

      function readPiece(source: string, before: ReadPiece | undefined): { lines: ReadLine[]; after: unknown } {
        const lines = linesOf(source).map((text, at) => {
          const line = readLine(text, at > 0 || startsLine, before?.lines[at]);
          state = line.after;
          return line;
        });
        return { lines, after: state };
      }

      return { pieces: known, isBehind: state === UNREAD };
    },
  };
}

/** Lines with their ends. At least one, which may be empty. */
function linesOf(source: string): string[] {
  return source.match(/[^\n]*\n|[^\n]+$/g) ?? [''];
}

/** What a grammar says about a line. If it throws, or says another line, the line is plain, and the next goes on from here. */
function read(tokenize: LineTokenizer, line: string, state: unknown): Pick<ReadLine, 'tokens' | 'after'> {
  try {
    const { tokens, state: after } = tokenize(line, state);
    if (tokens.map(({ text }) => text).join('') === line) return { tokens, after };
  } catch {
    // As good as no grammar.
  }
  return { tokens: undefined, after: state };
}
