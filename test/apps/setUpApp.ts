import { afterAll, beforeAll } from 'vitest';
import { type App, makeApp } from './makeApp.ts';
import { proxyFor, readmeBlocks } from './readmeBlocks.ts';
import { type FakeGemini, serveGemini } from './serveGemini.ts';

/** An app with the proxy of the README in front of a fake server, for the tests of a file. */
export function setUpApp(template: string, files: { [path: string]: string }, install: (app: App) => Promise<void>) {
  const set = {} as { app: App; gemini: FakeGemini };
  const closers: (() => void)[] = [];

  beforeAll(async () => {
    set.gemini = await serveGemini((close) => closers.push(close));
    set.app = await makeApp(template, {
      'geminiProxy.ts': proxyFor(set.gemini.origin),
      'listener.ts': readmeBlocks.listener,
      ...files,
    });
    await install(set.app);
  });
  afterAll(async () => {
    await set.app?.close();
    for (const close of closers) close();
  });
  return set;
}
