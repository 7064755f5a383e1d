import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };

export const root = resolve(import.meta.dirname, '../../..');
export const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** A block of TypeScript in the README. */
export interface ReadmeBlock {
  file: string;
  code: string;
}

export const blocks: readonly ReadmeBlock[] = [...readme.matchAll(/```(tsx?)\n([^]*?)```/g)].map(
  ([, ext, code = ''], at) => ({ file: `block${at}.${ext}`, code }),
);

const exported = [
  ...readFileSync(join(root, 'src/index.ts'), 'utf8').matchAll(/export (?:type )?\{([^}]+)\}/g),
].flatMap(([, list = '']) => list.split(',').map((name) => name.replace(/\btype\b/, '').trim()));

/** A block with what it leaves to the reader: imports of this library, where it has none, and one parent for elements. */
export function asModule(code: string): string {
  if (/^import /m.test(code)) return code;
  const used = exported.filter((name) => name !== '' && new RegExp(`\\b${name}\\b`).test(code));
  const imports = used.length > 0 ? `import { ${used.join(', ')} } from '${manifest.name}';\n` : '';
  return `${imports}${code.startsWith('<') ? `export const all = (<>\n${code}</>);\n` : code}`;
}
