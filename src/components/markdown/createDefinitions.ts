import type { Links, Token, Tokens } from 'marked';

/** The link definitions of a text that still grows, and who waits for which. */
export interface Definitions {
  /** Takes in what the final tokens define. Of several definitions of a label the first counts. */
  add: (tokens: readonly Token[]) => void;
  /** Takes in what the last, not yet final tokens define, in place of what such tokens defined before. */
  addOpen: (tokens: readonly Token[]) => void;
  /** Whoever waits for a label that has come, changed or gone since the last call. */
  changed: () => Set<number>;
  /** The definitions that a source may refer to, by the label as the lexer writes it. */
  linksFor: (source: string) => Links;
  /** Says that the block at an index holds this source. */
  wait: (source: string, index: number) => void;
}

type Definition = Pick<Tokens.Def, 'tag' | 'href' | 'title'>;

/** For sources that refer to nothing. */
export const NO_LINKS: Links = {};
/** Brackets with none inside: only these may name a definition. */
const LABEL = /\[((?:\\[^]|[^[\]\\])+)\]/g;

/** Link definitions, found by the labels that sources have in brackets. */
export function createDefinitions(): Definitions {
  const settled = new Map<string, Map<string, Definition>>();
  let open = new Map<string, Map<string, Definition>>();
  const waiting = new Map<string, Set<number>>();
  const touched = new Set<string>();

  function put(into: Map<string, Map<string, Definition>>, tokens: readonly Token[]): void {
    for (const definition of definitionsIn(tokens)) {
      const label = comparable(definition.tag);
      const known = into.get(label) ?? new Map<string, Definition>();
      if (!known.has(definition.tag)) known.set(definition.tag, definition);
      into.set(label, known);
      touched.add(label);
    }
  }

  return {
    add: (tokens) => put(settled, tokens),
    addOpen(tokens) {
      for (const label of open.keys()) touched.add(label);
      open = new Map();
      put(open, tokens);
    },
    changed() {
      const indices = new Set<number>();
      for (const label of touched) for (const index of waiting.get(label) ?? []) indices.add(index);
      touched.clear();
      return indices;
    },
    linksFor(source) {
      if (settled.size + open.size === 0 || !source.includes('[')) return NO_LINKS;
      const links = Object.create(null) as Links;
      let found = false;
      for (const label of labelsIn(source)) {
        for (const known of [settled.get(label), open.get(label)]) {
          for (const { tag, href, title } of known?.values() ?? []) {
            links[tag] ??= { href, title: title as string };
            found = true;
          }
        }
      }
      return found ? links : NO_LINKS;
    },
    wait(source, index) {
      if (!source.includes('[')) return;
      for (const label of labelsIn(source)) {
        const indices = waiting.get(label) ?? new Set();
        waiting.set(label, indices.add(index));
      }
    },
  };
}

/** Whether two sets of definitions say the same. */
export function isSameLinks(a: Links, b: Links): boolean {
  if (a === b) return true;
  const tags = Object.keys(a);
  return (
    tags.length === Object.keys(b).length &&
    tags.every((tag) => a[tag]?.href === b[tag]?.href && a[tag]?.title === b[tag]?.title)
  );
}

function definitionsIn(tokens: readonly Token[]): Definition[] {
  return tokens.flatMap((token) => {
    if (token.type === 'def') return [token as Tokens.Def];
    if (token.type === 'blockquote') return definitionsIn((token as Tokens.Blockquote).tokens);
    if (token.type === 'list') return (token as Tokens.List).items.flatMap((item) => definitionsIn(item.tokens));
    return [];
  });
}

function labelsIn(source: string): Set<string> {
  return new Set(Array.from(source.matchAll(LABEL), ([, label = '']) => comparable(label)));
}

/** A label without all that may differ between a reference and its definition: case, space, quote marks, escapes. */
function comparable(label: string): string {
  return label
    .replace(/[\s>\\]/g, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase();
}
