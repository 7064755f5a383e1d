import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkArchitecture, describeFlow } from './checkArchitecture.ts';
import { readImports } from './readImports.ts';

const src = resolve(import.meta.dirname, '../../../src');
const paths = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path));

test('the library keeps its arrows and has no cycles', () => {
  const architecture = checkArchitecture(
    Object.fromEntries(paths.map((path) => [path, readFileSync(join(src, path), 'utf8')])),
  );
  console.log(describeFlow(architecture));
  expect(paths.length).toBeGreaterThan(10);
  expect(architecture.violations).toEqual([]);
  expect(paths.filter((path) => /^(store|components)\/[^/]+$/.test(path))).toEqual([]);
});

describe('readImports', () => {
  test.each([
    ['import value from "./a.ts"'],
    ['import type { A } from "./a.ts"'],
    ['import { type A } from "./a.ts"'],
    ['import * as all from "./a.ts"'],
    ['import "./a.ts"'],
    ['export { a } from "./a.ts"'],
    ['export {} from "./a.ts"'],
    ['export * from "./a.ts"'],
    ['export * as all from "./a.ts"'],
    ['export type { A } from "./a.ts"'],
    ['const lazy = () => import("./a.ts")'],
    ['type A = import("./a.ts").A'],
    ['let a: typeof import("./a.ts")'],
  ])('sees %s', (source) => {
    expect(readImports('x.ts', source)).toEqual(['./a.ts']);
  });

  test('reads JSX, and takes no string or comment for an import', () => {
    const source = `// import "./no.ts"\nimport { a } from './a.ts';\nexport const x = <p title="import './no.ts'">{a}</p>;`;
    expect(readImports('x.tsx', source)).toEqual(['./a.ts']);
  });

  test('throws on a file that does not parse, rather than seeing no imports in it', () => {
    expect(() => readImports('x.ts', 'import {')).toThrow('x.ts does not parse');
  });
});

describe('checkArchitecture', () => {
  const check = (sources: Record<string, string>) => checkArchitecture(sources).violations;

  test('lets each stage import from the stages on its left, and counts those imports', () => {
    const architecture = checkArchitecture({
      'protocol/Step.ts': '',
      'stream/parse.ts': 'import type { Step } from "../protocol/Step.ts"',
      'store/reducer/reduce.ts':
        'import "../../protocol/Step.ts"; import "../../stream/parse.ts"; import "zustand/vanilla"',
      'react/useIt.ts': 'import "react"; import "../store/reducer/reduce.ts"',
      'components/markdown/Text.tsx': 'import "../../protocol/Step.ts"; import "../../react/useIt.ts"',
      'query/useIt.ts': 'import "@tanstack/react-query"; import "../react/useIt.ts"',
      'testing/server.ts': 'import "../protocol/Step.ts"; import "./recordings/one.sse?raw"',
      'index.ts': 'export * from "./react/useIt.ts"',
    });
    expect(architecture.violations).toEqual([]);
    expect(describeFlow(architecture)).toBe(
      'protocol ← stream ← store [state ← reducer ← functions ← thread] ← react ← components [parts ← media ← markdown ← ' +
        'json ← citations ← steps ← thread] (components → protocol 1, components → react 1, react → store 1, ' +
        'store → protocol 1, store → stream 1, stream → protocol 1)',
    );
  });

  test.each([
    ['protocol', 'stream'],
    ['stream', 'store'],
    ['store', 'react'],
    ['react', 'components'],
    ['components', 'stream'],
    ['store', 'testing'],
    ['components', 'adapters'],
    ['testing', 'react'],
    ['adapters', 'components'],
    ['bridges', 'react'],
    ['store', 'bridges'],
    ['query', 'components'],
    ['react', 'query'],
  ])('reports that %s imports from %s, be it only a type', (from, to) => {
    expect(check({ [`${from}/a.ts`]: `import type { B } from '../${to}/b.ts'`, [`${to}/b.ts`]: '' })).toEqual([
      `${from}/a.ts: ${from} may not import from ${to} ("../${to}/b.ts")`,
    ]);
  });

  test.each([
    ['protocol/a.ts', 'import "marked"', 'protocol/a.ts: protocol imports nothing ("marked")'],
    ['store/a.ts', 'import "react"', 'store/a.ts: store knows no React ("react")'],
    ['bridges/a.ts', 'import "react"', 'bridges/a.ts: bridges knows no React ("react")'],
    ['stream/a.ts', 'import "react-dom/client"', 'stream/a.ts: stream knows no React ("react-dom/client")'],
    ['store/a.ts', 'import { create } from "zustand"', 'store/a.ts: store knows no React ("zustand")'],
    [
      'react/a.ts',
      'import "@tanstack/react-query"',
      'react/a.ts: only query knows TanStack Query ("@tanstack/react-query")',
    ],
    ['components/a.ts', 'import("shiki/core")', 'components/a.ts: only adapters know Shiki ("shiki/core")'],
    ['react/a.ts', 'import "node:fs"', 'react/a.ts: src runs in a browser ("node:fs")'],
    ['react/a.ts', 'import "../../test/x.ts"', 'react/a.ts: outside of src ("../../test/x.ts")'],
    ['react/a.ts', 'import "./gone.ts"', 'react/a.ts: no such file ("./gone.ts")'],
    ['react/a.ts', 'import "./gone"', 'react/a.ts: a specifier ends in .ts or .tsx ("./gone")'],
    ['core.ts', 'export * from "zustand"', 'core.ts: an entry file names only files of src ("zustand")'],
    ['utils/a.ts', '', 'utils/a.ts: src has no folder "utils"'],
    ['store/utils/a.ts', '', 'store/utils/a.ts: store has no folder "utils"'],
    ['store/index.ts', '', 'store/index.ts: the entry files at the top of src are the only barrels'],
    ['react/x/index.tsx', '', 'react/x/index.tsx: the entry files at the top of src are the only barrels'],
  ])('reports %s: %s', (path, source, violation) => {
    expect(check({ [path]: source })).toEqual([violation]);
  });

  test.each([
    ['core.ts', 'react'],
    ['core.ts', 'testing'],
    ['testing.ts', 'components'],
    ['generateContent.ts', 'store'],
    ['index.ts', 'query'],
    ['query.ts', 'components'],
    ['index.ts', 'adapters'],
    ['shiki.ts', 'components'],
  ])('reports that the entry %s draws on %s', (entry, folder) => {
    expect(check({ [entry]: `export * from './${folder}/a.ts'`, [`${folder}/a.ts`]: '' })).toEqual([
      `${entry}: this entry may not import from ${folder} ("./${folder}/a.ts")`,
    ]);
  });

  test('reports an import of an entry file', () => {
    const sources = { 'react/a.ts': 'import "../core.ts"', 'core.ts': '' };
    expect(check(sources)).toEqual(['react/a.ts: an entry file is not to be imported ("../core.ts")']);
  });

  test('reports a cycle of types within a folder', () => {
    const sources = {
      'store/a.ts': 'import type { B } from "./b.ts"',
      'store/b.ts': 'export * from "./c.ts"',
      'store/c.ts': 'type A = import("./a.ts").A',
    };
    expect(check(sources)).toEqual(['cycle: store/a.ts → store/b.ts → store/c.ts → store/a.ts']);
  });

  test.each([
    ['store/state/a.ts', '../thread/b.ts', 'store/state may not import from store/thread'],
    ['components/parts/a.tsx', '../steps/b.ts', 'components/parts may not import from components/steps'],
    ['components/markdown/a.tsx', '../json/b.ts', 'components/markdown may not import from components/json'],
  ])('reports that %s imports from %s', (path, specifier, violation) => {
    const target = join(dirname(path), specifier);
    expect(check({ [path]: `import type { B } from '${specifier}'`, [target]: '' })).toEqual([
      `${path}: ${violation} ("${specifier}")`,
    ]);
    expect(check({ [target]: `import '${relative(dirname(target), path)}'`, [path]: '' })).toEqual([]);
  });

  test('reports a file that imports itself', () => {
    expect(check({ 'store/a.ts': 'import "./a.ts"' })).toEqual(['cycle: store/a.ts → store/a.ts']);
  });
});
