import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { type InlineConfig, build } from 'vite';
import type { PageProps } from './Page.tsx';

const here = import.meta.dirname;
const cache = resolve(here, '../../../node_modules/.cache');

/** The page, built for a server and for browsers. */
export interface BuiltPage {
  version: string;
  renderPage(props: PageProps, how: string): Promise<string>;
  /** What browsers load: a script that needs nothing else. */
  script: string;
  close(): Promise<void>;
}

/**
 * Builds the page with React 19, or with the 18 that is installed beside it, into files that hold all they need: so that
 * no other React is near. React is the development build, which is the one that complains.
 */
export async function buildPage(react: 18 | 19): Promise<BuiltPage> {
  const folder = await mkdtemp(join(cache, 'hydration-'));
  const output = await build({
    ...configFor(react),
    build: { write: false, minify: false, rolldownOptions: { input: join(here, 'main.tsx') } },
  });
  const { output: files } = (Array.isArray(output) ? output[0] : output) as {
    output: { type: string; code?: string }[];
  };
  const [script = '', ...more] = files.flatMap(({ type, code }) => (type === 'chunk' && code ? [code] : []));
  if (more.length > 0) throw new Error('The page is more than one script.');
  await build({
    ...configFor(react),
    build: {
      ssr: true,
      minify: false,
      outDir: folder,
      rolldownOptions: { input: join(here, 'renderPage.tsx'), output: { entryFileNames: 'renderPage.mjs' } },
    },
    ssr: { noExternal: true },
  });
  const url = pathToFileURL(join(folder, 'renderPage.mjs')).href;
  const server = (await import(/* @vite-ignore */ url)) as Pick<BuiltPage, 'version' | 'renderPage'>;
  return { ...server, script, close: () => rm(folder, { recursive: true, force: true }) };
}

function configFor(version: 18 | 19): InlineConfig {
  return {
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve:
      version === 18
        ? { alias: [{ find: /^(react|react-dom)(?=$|\/)/, replacement: '$1-18' }] }
        : { dedupe: ['react'] },
  };
}
