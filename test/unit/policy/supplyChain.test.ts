import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';
import lock from '../../../package-lock.json' with { type: 'json' };
import manifest from '../../../package.json' with { type: 'json' };

interface Locked {
  integrity?: string;
  hasInstallScript?: boolean;
  dependencies?: { [name: string]: string };
}

const packages = lock.packages as { [path: string]: Locked };
const root = resolve(import.meta.dirname, '../../..');
const names = Object.keys(manifest.dependencies);

/** A package of the lock file, with all that it needs at runtime. */
function closure(name: string, found = new Map<string, Locked>()): Map<string, Locked> {
  const locked = packages[`node_modules/${name}`];
  if (!locked) throw new Error(`${name} is not in the lock file`);
  if (found.has(name)) return found;
  found.set(name, locked);
  for (const inner of Object.keys(locked.dependencies ?? {})) closure(inner, found);
  return found;
}

test('the runtime dependencies are few, and each has none of its own', () => {
  expect(names.sort()).toEqual(['eventsource-parser', 'marked', 'zustand']);
  for (const name of names) expect([...closure(name).keys()]).toEqual([name]);
});

test.each(names)('%s is locked by its content, and nothing of it runs on install', (name) => {
  for (const locked of closure(name).values()) {
    expect(locked.integrity).toMatch(/^sha512-/);
    expect(locked.hasInstallScript ?? false).toBe(false);
  }
  const installed = JSON.parse(readFileSync(resolve(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    scripts?: { [name: string]: string };
  };
  expect(Object.keys(installed.scripts ?? {}).filter((script) => /^(pre|post)?install$/.test(script))).toEqual([]);
});

test('this package runs nothing on install either', () => {
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
});

const used: { [name: string]: string } = {
  zustand: "export { createStore } from 'zustand/vanilla';",
  'eventsource-parser': "export { createParser } from 'eventsource-parser';",
  marked: "export { Lexer, Tokenizer } from 'marked';",
};

test.each(names)('the README says what %s weighs, and why it is there', async (name) => {
  const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
  const row = new RegExp(
    `^\\| \\[\`${name}\`\\]\\(https://github\\.com/\\S+\\) +\\| ([^|]{20,})\\| ([\\d.]+) *\\|$`,
    'm',
  ).exec(readme);
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'used',
        resolveId: (id) => (id === 'virtual:used' ? id : null),
        load: (id) => (id === 'virtual:used' ? used[name] : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: { input: 'virtual:used', preserveEntrySignatures: 'strict' },
    },
  });
  const files = (Array.isArray(output) ? output : [output]).flatMap((each) => ('output' in each ? each.output : []));
  const code = files.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  const weight = gzipSync(code, { level: 9 }).length / 1000;
  expect(Math.abs(Number(row?.[2]) - weight), `${name} weighs ${weight} KB`).toBeLessThan(0.3);
});
