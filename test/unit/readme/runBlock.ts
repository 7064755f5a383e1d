import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, onTestFinished, vi } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { asModule, blocks, root } from './readmeBlocks.ts';

/**
 * What a block says at its top, exported or not. A block that calls hooks there is a component, `Block`. `library` is the
 * copy that the block uses.
 */
export type BlockExports = { [name: string]: any };

/**
 * Runs the one block of the README that has these words in it, in this process, as an app would: with the library in the
 * place of its package.
 *
 * @param globals What the block leaves to its reader: a thread, a transport, a function of the app's.
 */
export async function runBlock(words: string, globals: { [name: string]: unknown } = {}): Promise<BlockExports> {
  const found = blocks.filter(({ code }) => code.includes(words));
  const [block] = found;
  if (!block || found.length > 1) throw new Error(`${found.length} blocks of the README say "${words}".`);
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);

  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'readme-run-'));
  onTestFinished(() => {
    vi.unstubAllGlobals();
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, block.file);
  writeFileSync(path, `${withExports(asModule(block.code))}\nexport * as library from '${manifest.name}';\n`);
  server ??= await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases() },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return server.ssrLoadModule(path);
}

/** One for all blocks of a file: what a block loads later must still be there. */
let server: ViteDevServer | undefined;
afterAll(() => server?.close());

/** Everything at the top of a module exported; hooks at its top put into a component. */
function withExports(code: string): string {
  if (/^const (?:\w+|\{[^}]*\}) = use[A-Z]/m.test(code)) {
    const [imports, body] = splitImports(code);
    return `${imports}\nexport function Block() {\n${body}\nreturn null;\n}`;
  }
  return code.replace(/^(const|let|(?:async )?function) /gm, 'export $1 ');
}

function splitImports(code: string): [imports: string, body: string] {
  const lines = code.split('\n');
  const body = lines.findIndex((line) => !line.startsWith('import '));
  return [lines.slice(0, body).join('\n'), lines.slice(body).join('\n')];
}

function aliases() {
  return Object.entries(manifest.exports).flatMap(([entry, target]) => {
    const built = typeof target === 'string' ? target : target.default;
    const source = built.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
    if (entry === './package.json') return [];
    return [{ find: new RegExp(`^${manifest.name}${entry.slice(1)}$`), replacement: join(root, source) }];
  });
}
