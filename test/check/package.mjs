// Packs the library as npm would, installs that into an empty folder, and uses it from there: every entry must resolve
// for Node and for TypeScript, under both of the module resolutions that its users have, with no help from skipLibCheck.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const host = mkdtempSync(join(tmpdir(), 'package-check-'));

/** Runs one of our own tools or npm; what it printed is shown if it fails. */
function run(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', shell: process.platform === 'win32' });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

const bin = (name) => join(root, 'node_modules/.bin', name);

try {
  run(bin('publint'), ['--strict'], root);

  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', host], root),
  );
  const installed = join(host, 'node_modules/react-interaction-stream');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', join(host, filename), '-C', installed, '--strip-components=1'], host);

  const stray = files.map(({ path }) => path).filter((path) => !/^(dist\/|package\.json$|README|LICENSE)/.test(path));
  if (stray.length > 0) throw new Error(`The package holds what is not for its users: ${stray.join(', ')}`);

  // Server components may import what is a client's, and must be told so; the others they may run.
  const isClients = (file) => /^["']use client["']/.test(readFileSync(join(installed, 'dist', file), 'utf8'));
  const hooks = files.flatMap(({ path }) => /^dist\/(query\/use\w+\.js)$/.exec(path)?.[1] ?? []);
  for (const file of ['index.js', ...hooks]) {
    if (!isClients(file)) throw new Error(`dist/${file} has lost its 'use client'`);
  }
  for (const file of [
    'core.js',
    'query.js',
    'server.js',
    'testing.js',
    'generateContent.js',
    'uiMessages.js',
    'shiki.js',
  ]) {
    if (isClients(file)) throw new Error(`dist/${file} must run on servers, but says 'use client'`);
  }
  if (hooks.length === 0) throw new Error('dist/query has no hooks');

  const link = (name) => symlinkSync(join(root, 'node_modules', name), join(host, 'node_modules', name));
  // ESM alone, which CommonJS may require from Node 20.19 on.
  const load = (entry) => {
    run(process.execPath, ['--input-type=module', '--eval', `await import('${entry}')`], host);
    run(process.execPath, ['--input-type=commonjs', '--eval', `require('${entry}')`], host);
  };
  ['react', 'react-dom', 'zustand', 'eventsource-parser', 'marked', '@types', 'csstype'].forEach(link);
  writeFileSync(join(host, 'package.json'), '{ "type": "module" }');

  const entries = ['', '/core', '/server', '/testing', '/generate-content'].map(
    (path) => `react-interaction-stream${path}`,
  );
  entries.forEach(load);

  // The optional peers, and the entries that need them: the others have just done without.
  for (const [peer, ...needed] of [
    ['@tanstack', 'react-interaction-stream/query'],
    ['shiki', 'react-interaction-stream/shiki'],
  ]) {
    link(peer);
    entries.push(...needed);
    needed.forEach(load);
  }
  check(entries, ['--types', 'react']);

  // The AI SDK's own declarations want those of Node and of json-schema, so that its users skip them.
  const messages = 'react-interaction-stream/ui-messages';
  load(messages);
  link('ai');
  check([messages], ['--types', 'react,node', '--skipLibCheck']);
  entries.push(messages);
  console.log(`${files.length} files; ${entries.length} entries resolve for Node and TypeScript`);
} finally {
  rmSync(host, { recursive: true, force: true });
}

/** Has TypeScript resolve and check the types of these entries, as every kind of host would: a module or CommonJS. */
function check(names, more) {
  const used = `export const entries: object[] = [${names.map((_, n) => `entry${n}`)}];\n`;
  const written = (toImport) => `${names.map(toImport).join('\n')}\n${used}`;
  writeFileSync(
    join(host, 'host.ts'),
    written((entry, n) => `import * as entry${n} from '${entry}';`),
  );
  writeFileSync(
    join(host, 'host.cts'),
    written((entry, n) => `import entry${n} = require('${entry}');`),
  );
  for (const [file, module, moduleResolution] of [
    ['host.ts', 'node16', 'node16'],
    ['host.ts', 'nodenext', 'nodenext'],
    ['host.cts', 'nodenext', 'nodenext'],
    ['host.ts', 'esnext', 'bundler'],
  ]) {
    const options = [
      '--strict',
      '--noEmit',
      '--target',
      'es2022',
      '--lib',
      'es2022,dom,dom.iterable,dom.asynciterable',
    ];
    const resolution = ['--module', module, '--moduleResolution', moduleResolution, ...more];
    run(bin('tsc'), ['--ignoreConfig', file, ...options, ...resolution], host);
  }
}
