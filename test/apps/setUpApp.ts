import { afterAll, beforeAll } from 'vitest';
import { type App, makeApp } from './makeApp.ts';
import { inFrontOf } from './readmeBlocks.ts';
import { type FakeGemini, serveGemini } from './serveGemini.ts';

interface AppFiles {
  /** Those with the README's proxy, by their paths. */
  server: { [path: string]: string };
  /** All others. */
  pages?: { [path: string]: string };
}

/** An app with the README's proxy in front of a fake server, for the tests of a file. */
export function setUpApp(template: string, { server, pages }: AppFiles, install: (app: App) => Promise<void>) {
  const set = {} as { app: App; gemini: FakeGemini };
  const closers: (() => void)[] = [];

  beforeAll(async () => {
    const gemini = await serveGemini((close) => closers.push(close));
    const proxies = Object.entries(server).map(([path, block]) => [path, inFrontOf(gemini.origin, block)]);
    set.gemini = gemini;
    set.app = await makeApp(template, { ...(Object.fromEntries(proxies) as typeof server), ...pages });
    await install(set.app);
  });
  afterAll(async () => {
    await set.app?.close();
    for (const close of closers) close();
  });
  return set;
}
