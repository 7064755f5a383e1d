import type { HighlighterCore, LanguageRegistration } from 'shiki/core';
import type { CodeToken, Highlighter, LineTokenizer } from '../react/Highlighter.ts';
import { kindOf, syntaxTheme } from './syntaxTheme.ts';

/** Loads the grammar of a language, and in front of it those that it builds on: `() => import('shiki/langs/ts.mjs')`. */
export type ShikiLanguage = () => Promise<{ default: readonly { name: string }[] }>;

/** Options of `createShikiHighlighter`. */
export interface ShikiHighlighterOptions {
  /**
   * The grammars to choose from, by the names that authors give languages, in lower case:
   * `{ ts: () => import('shiki/langs/ts.mjs') }`. Default: all that Shiki has, each loaded when it is needed; a bundler then
   * makes a file of each.
   */
  languages?: { readonly [language: string]: ShikiLanguage };
}

/** How long a line may take, in ms; the rest of it is plain. */
const TIME = 200;
/** How often a line is read again that took too long: the first of its kind has the grammar's patterns compiled. */
const TRIES = 5;
/** Where in the metadata of a token its colour is. The encoding is that of `vscode-textmate`. */
const COLOUR = { mask: 0xff8000, shift: 15 };

/**
 * Colours code with [Shiki](https://shiki.style), an optional peer. Its core, its JavaScript engine (no WebAssembly) and
 * each grammar are loaded when the first code that needs them comes near the window. Make one, outside of the render, and
 * give it to `InteractionProvider` as `highlight`.
 */
export function createShikiHighlighter({ languages }: ShikiHighlighterOptions = {}): Highlighter {
  let loading: Promise<HighlighterCore> | undefined;

  /** Asked again after a failure: a network may be gone for a while only. */
  function core(): Promise<HighlighterCore> {
    loading ??= createCore().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  return {
    async load(language) {
      const name = language.toLowerCase();
      const known: { readonly [name: string]: ShikiLanguage } =
        languages ?? (await import('shiki/langs')).bundledLanguages;
      const input = Object.hasOwn(known, name) ? known[name] : undefined;
      if (input === undefined) return undefined;
      const shiki = await core();
      const { default: grammars } = await input();
      await shiki.loadLanguage([...grammars] as LanguageRegistration[]);
      const main = grammars.at(-1)?.name;
      return main === undefined ? undefined : createTokenizer(shiki, main);
    },
  };
}

async function createCore(): Promise<HighlighterCore> {
  const [{ createHighlighterCore }, { createJavaScriptRegexEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
  ]);
  return createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [syntaxTheme],
    langs: [],
  });
}

function createTokenizer(shiki: HighlighterCore, language: string): LineTokenizer {
  const grammar = shiki.getLanguage(language);
  type State = Parameters<typeof grammar.tokenizeLine2>[1];
  const { colorMap } = shiki.setTheme(syntaxTheme);
  // Compiles what every line begins with, here and not while React renders.
  grammar.tokenizeLine2(' ', null);

  function readLine(line: string, state: State) {
    let read = grammar.tokenizeLine2(line, state, TIME);
    for (let tries = 1; read.stoppedEarly && tries < TRIES; tries += 1) read = grammar.tokenizeLine2(line, state, TIME);
    return read;
  }

  return (line, state) => {
    const { tokens: found, ruleStack } = readLine(line, (state ?? null) as State);
    const tokens: CodeToken[] = [];
    for (let at = 0; at < found.length; at += 2) {
      const text = line.slice(found[at], found[at + 2]);
      const kind = kindOf(colorMap[((found[at + 1] ?? 0) & COLOUR.mask) >>> COLOUR.shift]);
      const last = tokens.at(-1);
      if (last && last.kind === kind) last.text += text;
      else if (text !== '') tokens.push(kind === undefined ? { text } : { text, kind });
    }
    return { tokens, state: ruleStack };
  };
}
