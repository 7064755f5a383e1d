import { describe, expect, it } from 'vitest';
import { type PublicDeclaration, publicDeclarations } from './publicDeclarations.ts';
import { entries } from './entries.ts';

/** Words of others, which their own documentation is about: the API's events and steps, and JSON Schema's keywords. */
const OTHERS_WORDS =
  /^src\/(protocol\/(Annotation|Content|InteractionSSEEvent|Step|StepDelta)|store\/functions\/JsonSchema)\.ts$/;
/** The chunks of another API; and labels, each of which is named for the words that it holds. */
const OTHERS_TYPES = new Set(['GenerateContentCandidate', 'GenerateContentChunk', 'Labels']);

describe.each(entries)('%s', (_, path) => {
  const declarations = publicDeclarations(path);

  it('exports something, and says of each what it is', () => {
    expect(declarations.length).toBeGreaterThan(0);
    expect(declarations.filter(({ doc }) => !isSentence(doc)).map(place)).toEqual([]);
  });

  it('says what each field, option and prop is', () => {
    const own = declarations.filter(({ path, name }) => !OTHERS_WORDS.test(path) && !OTHERS_TYPES.has(name));
    const silent = own.flatMap((declaration) =>
      declaration.members.filter(({ doc }) => !isSentence(doc)).map(({ name }) => `${place(declaration)}.${name}`),
    );
    expect(silent).toEqual([]);
  });
});

it('reads members: of the options of the hook, of the props of a component, of an error', () => {
  const all = new Map(publicDeclarations('src/index.ts').map((declaration) => [declaration.name, declaration]));
  const members = (name: string) => all.get(name)?.members.map(({ name }) => name);
  expect(members('InteractionStreamOptions')).toEqual(
    expect.arrayContaining(['transport', 'reconnect', 'onDiagnostic']),
  );
  expect(members('StepComponents')).toEqual(expect.arrayContaining(['user_input', 'functions', 'unknown']));
  expect(members('InteractionStreamError')).toEqual(expect.arrayContaining(['retryable', 'toJSON']));
  expect(all.get('InteractionStreamHandle')?.doc).toMatch(/\w/);
});

function isSentence(doc: string): boolean {
  return /^[\p{Lu}\d`{-].*[.!?…)`*]$/su.test(doc);
}

function place({ path, name }: PublicDeclaration): string {
  return `${path} ${name}`;
}
