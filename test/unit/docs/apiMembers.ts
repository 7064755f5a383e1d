import type {
  Function as FunctionNode,
  ParamPattern,
  Program,
  TSType,
  TSTypeParameter,
  TSTypeReference,
} from 'oxc-parser';
import { declarationIn, imported, parse, type Origin } from './publicDeclarations.ts';

/** A prop, an option or a method, as its type says it. */
export interface ApiMember {
  name: string;
  /** `maxRounds?: number`, `send(input, params?)`. */
  signature: string;
  /** Its docstring up to the first tag, on one line. */
  doc: string;
}

/** What stands for the parameters of a generic type. */
type TypeArguments = ReadonlyMap<string, string>;

const NONE: TypeArguments = new Map();

/** What a type of the library has, with all that it inherits from other types of the library; not what is React's. */
export function apiMembers({ file, local }: Origin, args: readonly string[] = []): ApiMember[] {
  const reader = readerOf(file);
  for (const statement of parse(file).program.body) {
    const declaration = declarationIn(statement);
    if (declaration?.type === 'TSInterfaceDeclaration' && declaration.id.name === local) {
      const given = argumentsFor(declaration.typeParameters?.params, args);
      const inherited = declaration.extends.flatMap(({ expression, typeArguments }) =>
        expression.type === 'Identifier' ? reader.reference(expression.name, typeArguments?.params ?? [], given) : [],
      );
      return inOrder([...inherited, ...reader.members(declaration.body.body, given)]);
    }
    if (declaration?.type === 'TSTypeAliasDeclaration' && declaration.id.name === local) {
      const given = argumentsFor(declaration.typeParameters?.params, args);
      return inOrder(reader.type(declaration.typeAnnotation, given));
    }
  }
  return [];
}

/** The type of the props of a component, and where it is declared. */
export function apiProps({ file, local }: Origin): ApiMember[] {
  const component = functionNamed(parse(file).program, local);
  const props = component?.params[0];
  const annotation = props && typeOfParameter(props);
  return annotation ? inOrder(readerOf(file).type(annotation, NONE)) : [];
}

function functionNamed(program: Program, name: string): FunctionNode | undefined {
  return program.body
    .map(declarationIn)
    .find((node): node is FunctionNode => node?.type === 'FunctionDeclaration' && node.id?.name === name);
}

function typeOfParameter(parameter: ParamPattern): TSType | undefined {
  return 'typeAnnotation' in parameter ? parameter.typeAnnotation?.typeAnnotation : undefined;
}

function readerOf(file: string) {
  const { source, docBefore } = parse(file);
  const textOf = ({ start, end }: { start: number; end: number }, given: TypeArguments) =>
    source
      .slice(start, end)
      .replace(/\s+/g, ' ')
      .replace(/^\| /, '')
      .replace(/\b[A-Z]\w*\b/g, (word) => given.get(word) ?? word);

  function reference(name: string, params: readonly TSType[], given: TypeArguments): ApiMember[] {
    if (name === 'Omit' && params[0] && params[1]) {
      const left = new Set([...textOf(params[1], given).matchAll(/'(\w+)'/g)].map(([, word]) => word));
      return type(params[0], given).filter((member) => !left.has(member.name));
    }
    const args = params.map((param) => textOf(param, given));
    return apiMembers(imported(file, name) ?? { file, local: name }, args);
  }

  function type(node: TSType, given: TypeArguments): ApiMember[] {
    switch (node.type) {
      case 'TSTypeLiteral':
        return members(node.members, given);
      case 'TSIntersectionType':
      case 'TSUnionType':
        return node.types.flatMap((part) => type(part, given));
      case 'TSTypeReference':
        return reference(nameOf(node), node.typeArguments?.params ?? [], given);
      default:
        return [];
    }
  }

  function members(list: readonly unknown[], given: TypeArguments): ApiMember[] {
    return (list as Member[]).flatMap((node) => {
      if (node.key?.type !== 'Identifier' || node.key.name === undefined) return [];
      const { name } = node.key;
      // Of a union, what the other cases must not have.
      const annotation = node.typeAnnotation?.typeAnnotation;
      if (annotation?.type === 'TSUndefinedKeyword') return [];
      const mark = node.optional ? '?' : '';
      const signature =
        node.type === 'TSMethodSignature'
          ? `${name}${mark}(${(node.params ?? []).map(parameterName).join(', ')})`
          : `${name}${mark}: ${annotation ? textOf(annotation, given) : 'unknown'}`;
      return [{ name, signature, doc: proseOf(docBefore(node.start)) }];
    });
  }

  function parameterName(parameter: ParamPattern): string {
    const { start, end } = parameter;
    const [, name = '', mark = ''] = /^(\w+)(\??)/.exec(source.slice(start, end)) ?? [];
    return name + mark;
  }

  return { type, members, reference };
}

/** What is read of a member of an interface. */
interface Member {
  type: string;
  start: number;
  key?: { type: string; name?: string };
  optional?: boolean;
  params?: ParamPattern[];
  typeAnnotation?: { typeAnnotation: TSType } | null;
}

function nameOf({ typeName }: TSTypeReference): string {
  return typeName.type === 'Identifier' ? typeName.name : '';
}

/** A parameter that is not given is its default, which is the name of a type wherever the library has one. */
function argumentsFor(parameters: readonly TSTypeParameter[] | undefined, args: readonly string[]): TypeArguments {
  return new Map(
    (parameters ?? []).flatMap(({ name, default: byDefault }, at) => {
      const given = args[at] ?? (byDefault?.type === 'TSTypeReference' ? nameOf(byDefault) : undefined);
      return given === undefined ? [] : [[name.name, given]];
    }),
  );
}

/** What must be given before what may be; of several with one name the last, which goes before what it extends. */
function inOrder(members: readonly ApiMember[]): ApiMember[] {
  const byName = new Map(members.map((member) => [member.name, member]));
  const isOptional = ({ name, signature }: ApiMember) => signature.startsWith(`${name}?`);
  const all = [...byName.values()];
  return [...all.filter((member) => !isOptional(member)), ...all.filter(isOptional)];
}

function proseOf(doc: string): string {
  const [prose = ''] = doc.split(/^@/m);
  return prose
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}
