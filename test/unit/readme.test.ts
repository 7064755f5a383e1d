import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ComponentType, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import * as core from '../../src/core.ts';
import * as generateContent from '../../src/generateContent.ts';
import * as library from '../../src/index.ts';
import * as query from '../../src/query.ts';
import * as uiMessages from '../../src/uiMessages.ts';
import * as shiki from '../../src/shiki.ts';
import { recordings } from '../../src/testing.ts';
import { asModule, blocks, readme, root } from './readme/readmeBlocks.ts';
import { ANY, partsIn } from '../../stories/fixtures/partsIn.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** What stands between backticks. */
const codeIn = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
/** The same, each up to the end of its first word: `send(input, params?)` is `send`. */
const namesIn = (text = '') => codeIn(text).map((code) => /^\w+/.exec(code)?.[0] ?? code);

/** The rows of the table whose head begins with this cell. */
function tableOf(head: string): string[][] {
  const lines = readme.split('\n').map((line) => (line.startsWith('|') ? line.split(/(?<!\\)\|/).slice(1, -1) : []));
  const rows = lines.slice(lines.findIndex(([cell]) => cell?.trim() === head) + 2);
  return rows
    .slice(
      0,
      rows.findIndex(({ length }) => length === 0),
    )
    .map((row) => row.map((cell) => cell.trim()));
}
const firstNames = (head: string) => tableOf(head).flatMap(([cell]) => namesIn(cell));
const handleRow = (name: string) => tableOf('Handle').find(([cell]) => namesIn(cell)[0] === name)?.[1] ?? '';

const stylesheet = read('src/styles.css');
const sources = readdirSync(join(root, 'src/components'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx') && !name.startsWith('markdown'))
  .map((name) => read(`src/components/${name}`))
  .join('\n');

/** All that the components are written in, those in folders and the words that come from the store among them. */
const everySource = ['src/adapters', 'src/components', 'src/react', 'src/store']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map(read)
  .join('\n');

const components: { [name: string]: unknown } = library;

/** The props with which a component of the table is drawn, beside the status that it is to show. */
const drawn: { [name: string]: object } = {
  UserInput: { step: { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] } },
  ModelOutput: { step: { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] } },
  JsonAnswer: { text: '{}' },
  ThoughtSummary: { step: { type: 'thought' } },
  UnknownStep: { step: { type: 'new' } },
  FunctionCallCard: { call: { type: 'function_call', id: 'a', name: 'f', arguments: {} } },
  SearchResultCard: { call: { type: 'google_search_call', id: 'a', arguments: {} } },
  ToolCard: { call: { type: 'url_context_call', id: 'a', arguments: {} } },
  Notice: { children: 'So it is.' },
};

describe('the code in the README', () => {
  let folder = '';
  let complaints: string[] = [];

  beforeAll(() => {
    const cache = join(root, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'readme-'));
    for (const { file, code } of blocks) writeFileSync(join(folder, file), asModule(code));
    writeFileSync(join(folder, 'prelude.d.ts'), prelude);
    writeFileSync(join(folder, 'servers.d.ts'), servers);
    writeFileSync(join(folder, 'tables.ts'), tables());
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerConfig));
    complaints = compile(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(blocks)('compiles: $file', ({ file }) => {
    expect(complaints.filter((line) => line.includes(file))).toEqual([]);
  });

  it('is run by a test, here or, with packages that are not installed here, by `npm run apps`', () => {
    const runs = ['runs.test.tsx', 'serverRuns.test.ts']
      .flatMap((name) => [...read(`test/unit/readme/${name}`).matchAll(/run(?:Block|Around)\(\s*(['"`])(.*?)\1/g)])
      .map(([, , words = '']) => words);
    const left = blocks.filter(({ code }) => !runs.some((words) => code.includes(words)));
    expect(left.map(({ code }) => /from '(express|hono)'/.exec(code)?.[1] ?? code).sort()).toEqual(['express', 'hono']);
  });

  it('is all there is to complain about', () => {
    expect(blocks.length).toBeGreaterThan(6);
    expect(complaints.filter((line) => !/block\d/.test(line))).toEqual([]);
  });
});

describe('the tables in the README', () => {
  it('name components that there are', () => {
    expect(Object.keys(library)).toEqual(expect.arrayContaining(firstNames('Component')));
    const [, parts] = /parts that these are made of[^:]*: (.*)/.exec(readme) ?? [];
    expect(namesIn(parts)).toHaveLength(5);
    expect(Object.keys(library)).toEqual(expect.arrayContaining(namesIn(parts)));
  });

  const rows = tableOf('Component').reduce<{ names: string[]; slots: string[]; states: string[] }[]>(
    (all, [names, , slots, states]) => [
      ...all,
      {
        names: namesIn(names),
        slots: codeIn(slots),
        states: states === 'as above' ? (all.at(-1)?.states ?? []) : codeIn(states),
      },
    ],
    [],
  );
  const byStatus = rows.filter(({ names: [name = ''] }) => name in drawn);

  it.each(byStatus)('$names has the slot and the states that they say', ({ names: [name = ''], slots, states }) => {
    expect(states.length).toBeGreaterThan(2);
    for (const state of states) {
      const props = { ...drawn[name], [name === 'Notice' ? 'tone' : 'status']: state };
      const html = renderToStaticMarkup(createElement(components[name] as ComponentType<object>, props));
      expect(html).toMatch(new RegExp(`^<div [^>]*data-slot="${slots[0]}" data-state="${state}"`));
    }
  });

  it.each(rows.filter((row) => !byStatus.includes(row)))('$names: their slots and states are in the code', (row) => {
    expect(row.states.length).toBeGreaterThan(1);
    for (const word of [...row.slots, ...row.states]) expect(sources).toMatch(new RegExp(`['"]${word}['"]`));
  });

  it.each([...partsIn(readme)])('%s and its states are in the code', (part, states) => {
    const words = [part.replace(/^\.ris-/, ''), ...states].filter((word) => word !== ANY);
    const missing = words.filter((word) => !new RegExp(`['"\\s\\-]${word}['"\\s]|\\b${word}:`).test(everySource));
    expect(missing).toEqual([]);
  });

  it('have every slot that the code gives', () => {
    const given = [...everySource.matchAll(/(?:slotProps\(\s*|data-slot=|slot=)['"]([a-z-]+)['"]/g)].map(
      ([, slot]) => slot,
    );
    expect(given.length).toBeGreaterThan(25);
    expect(given.filter((slot) => slot !== undefined && !partsIn(readme).has(slot))).toEqual([]);
  });

  it('name what the entries export', () => {
    const rowsByEntry = new Map(tableOf('Import').map(([entry = '', holds]) => [codeIn(entry)[0], namesIn(holds)]));
    const path = (entry: string) => entry.replace(manifest.name, '.') as keyof typeof manifest.exports;
    for (const entry of rowsByEntry.keys()) expect(manifest.exports).toHaveProperty([path(entry ?? '')]);
    expect(Object.keys(core)).toEqual(expect.arrayContaining(rowsByEntry.get(`${manifest.name}/core`) ?? ['none']));
    expect(Object.keys(shiki)).toEqual(
      expect.arrayContaining(rowsByEntry.get(`${manifest.name}/shiki`)?.slice(0, 1) ?? ['none']),
    );
    expect(Object.keys(query).sort()).toEqual(rowsByEntry.get(`${manifest.name}/query`)?.sort());
    expect(rowsByEntry.get(`${manifest.name}/ui-messages`)).toEqual(expect.arrayContaining(Object.keys(uiMessages)));
    expect(rowsByEntry.get(`${manifest.name}/generate-content`)).toEqual(
      expect.arrayContaining(Object.keys(generateContent)),
    );
  });
});

describe('what else the README names', () => {
  it('has every recording in its table', () => {
    expect(
      tableOf('Recording')
        .flatMap(([cell]) => codeIn(cell))
        .sort(),
    ).toEqual(Object.keys(recordings).sort());
  });

  it.each([...new Set(readme.match(/--ris-[a-z]+(?:-[a-z]+)*/g))])('the stylesheet reads %s', (variable) => {
    const use = variable.endsWith('-default') ? `${variable}:` : `var(${variable}, var(${variable}-default))`;
    expect(stylesheet).toContain(use);
  });

  it('has every token of the stylesheet', () => {
    const tokens = [...new Set(stylesheet.match(/--ris-[a-z-]+(?=-default:)/g))].filter(
      (name) => name !== '--ris-scheme',
    );
    expect(tokens.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('scripts and files exist, those that CONTRIBUTING names too', () => {
    const contributing = read('.github/CONTRIBUTING.md');
    const both = readme + contributing;
    const scripts = [...both.matchAll(/npm run (\w+)/g)].map(([, name]) => name);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
    expect(
      Object.keys(manifest.scripts).filter((name) => name !== 'build' && name !== 'test' && !scripts.includes(name)),
    ).toEqual([]);
    const links = [...both.matchAll(/\]\((\.github\/[\w.]+|CHANGELOG\.md)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((link) => !existsSync(join(root, '.github', link.replace('.github/', ''))))).toEqual([]);
    const files = both.match(/\b(?:playground|test|src|stories)\/[\w./-]+\.(?:ts|mjs|tsx)\b/g) ?? [];
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const folders = readme.match(/^src\/\w+\/(?= )/gm) ?? [];
    expect(folders.sort()).toEqual(
      readdirSync(join(root, 'src'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `src/${name}/`)
        .sort(),
    );
  });

  it('says that there are as many dependencies as there are', () => {
    const [, named = ''] = /Three runtime dependencies: (.*)/.exec(readme) ?? [];
    expect(namesIn(named).length).toBe(3);
    expect(codeIn(named).sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });
});

/** What the blocks take for granted. */
const prelude = `
import type { FunctionCallProps, FunctionCallStep, FunctionResultStep, Interaction, InteractionStreamHandle, InteractionTransport, ThoughtStep } from '${manifest.name}';
declare global {
  const stream: InteractionStreamHandle;
  const storedInteraction: Interaction;
  const step: ThoughtStep;
  const call: FunctionCallStep;
  const result: FunctionResultStep;
  const children: React.ReactNode;
  const response: Response;
  const MyCard: React.ComponentType<FunctionCallProps>;
  const StoredChat: React.ComponentType<{ initialInteractions: readonly Interaction[] }>;
  const WeatherCard: React.ComponentType<FunctionCallProps>;
  const transport: InteractionTransport;
  const base64: string;
  const schema: object;
  const z: typeof import('zod').z;
  function getWeather(location: string, signal: AbortSignal): Promise<{ temperature: number }>;
  function isSignedIn(request: Request): Promise<boolean>;
  function sendMail(to: string, text: string): Promise<void>;
}`;

/** What of the frameworks it uses that are not installed here. `npm run apps` builds and runs it with the real ones. */
const servers = `
declare module 'express' {
  type Listener = (req: import('node:http').IncomingMessage, res: import('node:http').ServerResponse) => unknown;
  export default function express(): { use(path: string, listener: Listener): void; listen(port: number): void };
}
declare module 'hono' {
  type Answer = (context: { req: { raw: Request } }) => Promise<Response>;
  export class Hono { all(path: string, answer: Answer): void }
}`;

/** The tables of options, held against the types. */
function tables(): string {
  const union = (names: string[]) => names.map((name) => `'${name}'`).join(' | ');
  const [, errorFields = ''] = /`\{ (.*?) \}`/.exec(handleRow('error')) ?? [];
  const pairs = [
    [firstNames('Option'), 'keyof InteractionStreamOptions'],
    [firstNames('Handle'), 'keyof InteractionStreamHandle'],
    [firstNames('policy'), 'keyof UrlPolicy'],
    [firstNames('Server'), 'keyof InteractionsServerOptions'],
    [codeIn(handleRow('outcome')), "InteractionStreamHandle['outcome']"],
    [codeIn(handleRow('connection')), "InteractionStreamHandle['connection']"],
    [errorFields.split(', ').map((field) => field.replace('?', '')), 'keyof InteractionStreamErrorData'],
  ] as const;
  return `
import type { InteractionStreamErrorData, InteractionStreamHandle, InteractionStreamOptions, UrlPolicy } from '${manifest.name}';
import type { InteractionsServerOptions } from '${manifest.name}/testing';
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? 'same' : Exclude<B, A>) : Exclude<A, B>;
${pairs.map(([names, type], at) => `export const table${at}: Same<${union([...names])}, ${type}> = 'same';`).join('\n')}
`;
}

const compilerConfig = {
  extends: '../../../tsconfig.json',
  compilerOptions: {
    paths: {
      [manifest.name]: ['../../../src/index.ts'],
      [`${manifest.name}/core`]: ['../../../src/core.ts'],
      [`${manifest.name}/query`]: ['../../../src/query.ts'],
      [`${manifest.name}/ui-messages`]: ['../../../src/uiMessages.ts'],
      [`${manifest.name}/shiki`]: ['../../../src/shiki.ts'],
      [`${manifest.name}/generate-content`]: ['../../../src/generateContent.ts'],
      [`${manifest.name}/server`]: ['../../../src/server.ts'],
      [`${manifest.name}/testing`]: ['../../../src/testing.ts'],
      [`${manifest.name}/styles.css`]: ['../../../src/styles.css'],
    },
    isolatedModules: false,
    verbatimModuleSyntax: false,
  },
  include: ['.'],
  exclude: [],
};

/** What TypeScript has to say, a line each. */
function compile(folder: string): string[] {
  try {
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '--project', folder, '--pretty', 'false'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    return [];
  } catch (error) {
    return String((error as { stdout: string }).stdout)
      .split('\n')
      .filter(Boolean);
  }
}
