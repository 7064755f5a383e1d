import { entries } from './entries.ts';
import { type ApiMember, apiMembers, apiProps } from './apiMembers.ts';
import { exportsOf, type Origin } from './publicDeclarations.ts';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const exported = new Map(entries.flatMap(([, source]) => [...exportsOf(resolve(root, source))]));

/** `<!-- api Option: InteractionStreamOptions -->` … `<!-- /api -->`: the head of the table, and the type that it is of. */
const TABLE = /(<!-- api ([\w`]+): (\w+) -->)(?:(?!<!-- api)[^])*?(<!-- \/api -->)/g;
const PROPS = /(<!-- props -->)[^]*?(<!-- \/props -->)/;

/** The README with its tables of options and props as the types and their docstrings say them now. */
export function withApiTables(readme: string): string {
  return readme
    .replace(
      TABLE,
      (_, start: string, head: string, type: string, end: string) =>
        `${start}\n\n${table(head, apiMembers(originOf(type)))}\n\n${end}`,
    )
    .replace(PROPS, (_, start: string, end: string) => `${start}\n\n${propsTables()}\n\n${end}`);
}

/** The components that the entry exports, with their props. */
export function componentProps(): Map<string, ApiMember[]> {
  const components = [...exportsOf(resolve(root, 'src/index.ts'))].filter(
    ([name, { file }]) => /^[A-Z]/.test(name) && file.endsWith('.tsx') && !/(Props|Tone|Handle)$/.test(name),
  );
  return new Map(components.map(([name, origin]) => [name, apiProps(origin)]));
}

/** One table for each set of props; components that share one share the table. */
function propsTables(): string {
  const groups = new Map<string, { names: string[]; members: ApiMember[] }>();
  for (const [name, members] of componentProps()) {
    const key = JSON.stringify(members.map((member) => [member.name, member.doc]));
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { names: [name], members });
      continue;
    }
    group.names.push(name);
    // Where their types differ, the name has to do.
    group.members = group.members.map((member, at) =>
      member.signature === members[at]?.signature ? member : { ...member, signature: member.name },
    );
  }
  return [...groups.values()].map(({ names, members }) => table(names.map(code).join(', '), members)).join('\n\n');
}

function originOf(type: string): Origin {
  const origin = exported.get(type);
  if (!origin) throw new Error(`The README has a table of ${type}, which no entry exports.`);
  return origin;
}

function table(head: string, members: readonly ApiMember[]): string {
  if (members.length === 0) throw new Error(`There is nothing to say of ${head}.`);
  const rows = members.map(({ signature, doc }) => [code(signature), doc]);
  return [[head, ''], ['---', '---'], ...rows].map((cells) => `| ${cells.map(escape).join(' | ')} |`).join('\n');
}

const code = (text: string) => `\`${text}\``;
const escape = (cell: string) => cell.replace(/\|/g, '\\|');
