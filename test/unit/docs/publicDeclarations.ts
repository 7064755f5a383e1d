import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { type Comment, type ParseResult, type Statement, type TSType, parseSync } from 'oxc-parser';

/** Something that an entry exports, where it is declared. */
export interface PublicDeclaration {
  name: string;
  /** Its file, below the root of the project. */
  path: string;
  kind: 'class' | 'function' | 'interface' | 'type' | 'value';
  /** Its docstring without the asterisks, or '' where it has none. */
  doc: string;
  /** What an interface, an object type or a class declares by itself, with the docstring of each. */
  members: { name: string; doc: string }[];
}

const root = resolve(import.meta.dirname, '../../..');
const parsed = new Map<string, ParsedFile>();

/** What an entry exports, followed to where it is declared: a name each, whether it is exported by one file or by ten. */
export function publicDeclarations(path: string): PublicDeclaration[] {
  return [...exportsOf(resolve(root, path))].map(([name, { file, local }]) => describe(name, file, local));
}

export interface ParsedFile extends Pick<ParseResult, 'program' | 'module'> {
  source: string;
  /** The docstring of what starts there, or ''. */
  docBefore(start: number): string;
}

export interface Origin {
  file: string;
  local: string;
}

/** What a module exports, each with where it is declared. */
export function exportsOf(file: string): Map<string, Origin> {
  const found = new Map<string, Origin>();
  const { module } = parse(file);
  for (const { exportName, importName, localName, moduleRequest } of module.staticExports.flatMap((s) => s.entries)) {
    const from = moduleRequest && resolve(dirname(file), moduleRequest.value);
    if (from && importName.kind === 'AllButDefault') {
      // What is exported by name goes before what a star brings.
      for (const [name, origin] of exportsOf(from)) if (!found.has(name)) found.set(name, origin);
    } else if (exportName.name !== null) {
      const local = (from ? importName.name : localName.name) ?? exportName.name;
      found.set(exportName.name, (from ? exportsOf(from).get(local) : imported(file, local)) ?? { file, local });
    }
  }
  return found;
}

/** Where a name comes from that a file imports. */
export function imported(file: string, local: string): Origin | undefined {
  for (const { moduleRequest, entries } of parse(file).module.staticImports) {
    const entry = entries.find(({ localName }) => localName.value === local);
    const name = entry?.importName.name;
    if (name != null && moduleRequest.value.startsWith('.'))
      return exportsOf(resolve(dirname(file), moduleRequest.value)).get(name);
  }
  return undefined;
}

function describe(name: string, file: string, local: string): PublicDeclaration {
  const { program, docBefore } = parse(file);
  const path = relative(root, file);
  // Of an overloaded function, the first is the one that is read.
  for (const statement of program.body) {
    const declaration = declarationIn(statement);
    const members = declaration && declares(declaration, local);
    if (members) return { name, path, doc: docBefore(statement.start), ...members(docBefore) };
  }
  throw new Error(`${path} exports ${local}, but does not declare it.`);
}

/** A declaration, exported or not. */
export function declarationIn(statement: Statement) {
  return statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
}

type Members = (docBefore: (start: number) => string) => Pick<PublicDeclaration, 'kind' | 'members'>;

/** What a declaration has to say of this name, if it is the one that declares it. */
function declares(declaration: NonNullable<ReturnType<typeof declarationIn>>, name: string): Members | undefined {
  switch (declaration.type) {
    case 'VariableDeclaration':
      return declaration.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name)
        ? () => ({ kind: 'value', members: [] })
        : undefined;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return declaration.id?.name === name ? () => ({ kind: 'function', members: [] }) : undefined;
    case 'ClassDeclaration': {
      if (declaration.id?.name !== name) return undefined;
      return (docBefore) => ({ kind: 'class', members: membersOf(declaration.body.body, docBefore) });
    }
    case 'TSInterfaceDeclaration': {
      if (declaration.id.name !== name) return undefined;
      return (docBefore) => ({ kind: 'interface', members: membersOf(declaration.body.body, docBefore) });
    }
    case 'TSTypeAliasDeclaration': {
      if (declaration.id.name !== name) return undefined;
      const type = declaration.typeAnnotation;
      return (docBefore) => ({
        kind: 'type',
        members: partsOf(type).flatMap((part) =>
          part.type === 'TSTypeLiteral' ? membersOf(part.members, docBefore) : [],
        ),
      });
    }
    default:
      return undefined;
  }
}

/** `A & B` is A and B. */
function partsOf(type: TSType): TSType[] {
  return type.type === 'TSIntersectionType' ? type.types : [type];
}

interface Member {
  type: string;
  start: number;
  key?: unknown;
  accessibility?: string | null;
}

function membersOf(list: readonly unknown[], docBefore: (start: number) => string): PublicDeclaration['members'] {
  return (list as Member[]).flatMap(({ start, key, accessibility }) => {
    const { type, name } = (key ?? {}) as { type?: string; name?: string };
    if (type !== 'Identifier' || name === undefined || name === 'constructor' || accessibility === 'private') return [];
    return [{ name, doc: docBefore(start) }];
  });
}

/** A source file and its docstrings; read once. */
export function parse(file: string): ParsedFile {
  const known = parsed.get(file);
  if (known) return known;
  const source = readFileSync(file, 'utf8');
  const { program, module, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const isDoc = ({ type, value }: Comment) => type === 'Block' && value.startsWith('*');
  const docs = new Map(
    comments.filter(isDoc).map(({ end, value }) => [end + spaceAt(source.slice(end)), clean(value)]),
  );
  const result = { source, program, module, docBefore: (start: number) => docs.get(start) ?? '' };
  parsed.set(file, result);
  return result;
}

/** How much stands between a docstring and what it is about: blanks, and what only the linter reads. */
function spaceAt(text: string): number {
  return /^(?:\s|\/\/.*)*/.exec(text)?.[0].length ?? 0;
}

function clean(comment: string): string {
  return comment.replace(/^\s*\*+ ?/gm, '').trim();
}
