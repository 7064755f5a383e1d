import type { Browser } from 'playwright';
import { createServer } from 'vite';
import { launchChromium } from '../chromium.ts';

/** A playground of one test file's own: its dev server on a free port of this machine, and a browser to open it in. */
export interface Playground {
  url: string;
  browser: Browser;
  close(): Promise<void>;
}

export async function startPlayground(): Promise<Playground> {
  const server = await createServer({
    mode: 'playground',
    logLevel: 'error',
    cacheDir: '../node_modules/.vite/e2e',
    server: { host: '127.0.0.1', port: 0, open: false },
  });
  await server.listen();
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('The playground server listens nowhere.');
  const browser = await launchChromium();
  return {
    url,
    browser,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
