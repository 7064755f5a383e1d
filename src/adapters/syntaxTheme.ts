import type { ThemeRegistration } from 'shiki/core';
import type { SyntaxKind } from '../react/Highlighter.ts';

/** The TextMate scopes that each kind stands for. Where several fit, the most specific one counts. */
const scopes: readonly (readonly [kind: SyntaxKind | undefined, scopes: readonly string[]])[] = [
  ['comment', ['comment', 'punctuation.definition.comment', 'string.comment', 'string.quoted.docstring']],
  [
    'keyword',
    [
      'keyword',
      'storage',
      'constant.language',
      'variable.language',
      'support.type.primitive',
      'entity.name.section',
      'markup.heading',
      'markup.bold',
    ],
  ],
  [undefined, ['keyword.operator', 'storage.modifier.import.java', 'storage.modifier.package.java']],
  ['keyword', ['keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python']],
  [
    'string',
    ['string', 'punctuation.definition.string', 'constant.other.symbol', 'markup.inline.raw', 'markup.fenced'],
  ],
  [undefined, ['meta.template.expression', 'meta.embedded', 'source.groovy.embedded', 'string.other.link']],
  [
    'number',
    [
      'constant.numeric',
      'constant.character',
      'constant.other',
      'support.constant',
      'keyword.other.unit',
      'markup.list',
    ],
  ],
  ['function', ['entity.name.function', 'support.function', 'meta.function-call.generic', 'variable.function']],
  [
    'type',
    [
      'entity.name.type',
      'entity.name.class',
      'entity.name.namespace',
      'entity.other.inherited-class',
      'support.class',
      'support.type',
      'storage.type.java',
      'storage.type.cs',
    ],
  ],
  [
    'property',
    [
      'support.type.property-name',
      'meta.object-literal.key',
      'variable.other.property',
      'variable.other.object.property',
      'entity.other.attribute-name',
      'entity.name.tag.yaml',
      'variable.css',
    ],
  ],
  [
    'tag',
    [
      'entity.name.tag',
      'punctuation.definition.tag',
      'entity.name.selector',
      'entity.other.attribute-name.class.css',
      'entity.other.attribute-name.id.css',
    ],
  ],
  ['inserted', ['markup.inserted']],
  ['deleted', ['markup.deleted']],
];

/** Colours that stand for kinds: Shiki's themes know colours only, and the stylesheet has those. */
const kinds = [...new Set(scopes.flatMap(([kind]) => kind ?? []))];
const PLAIN = '#000000';
const colourOf = (kind: SyntaxKind | undefined) =>
  kind === undefined ? PLAIN : `#${(kinds.indexOf(kind) + 1).toString(16).padStart(6, '0').toUpperCase()}`;
const kindByColour = new Map(kinds.map((kind) => [colourOf(kind), kind]));

/** A theme that tells what code is, in the place of a colour. */
export const syntaxTheme: ThemeRegistration = {
  name: 'react-interaction-stream',
  type: 'light',
  fg: PLAIN,
  bg: '#FFFFFF',
  settings: [
    { settings: { foreground: PLAIN, background: '#FFFFFF' } },
    ...scopes.map(([kind, scope]) => ({ scope: [...scope], settings: { foreground: colourOf(kind) } })),
  ],
};

/** The kind that a colour of the theme stands for. */
export function kindOf(colour: string | undefined): SyntaxKind | undefined {
  return colour === undefined ? undefined : kindByColour.get(colour.toUpperCase());
}
