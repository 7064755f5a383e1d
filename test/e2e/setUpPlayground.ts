import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { type ViteDevServer, createServer } from 'vite';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../chromium.ts';

export interface Playground {
  /** A page of its own at the playground, with these settings in its hash. */
  open(settings?: { [name: string]: string | number }, options?: BrowserContextOptions): Promise<Page>;
  /** Complaints of the page that a test brings about on purpose. */
  expectErrors(pattern: RegExp): void;
}

/**
 * The playground on a dev server of its own, in Chromium, for the tests of a file. A test fails if one of its pages
 * throws, or writes an error or a warning to the console, unless it said that it would.
 *
 * @param start Runs before the server starts, to set up its environment.
 */
export function setUpPlayground(start?: () => Promise<void>): Playground {
  let server: ViteDevServer;
  let browser: Browser;
  let pages: Page[] = [];
  let complaints: string[] = [];
  let expected: RegExp | undefined;

  beforeAll(async () => {
    await start?.();
    server = await createServer({
      mode: 'playground',
      logLevel: 'error',
      server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    });
    await server.listen();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    const unexpected = complaints.filter((complaint) => !expected?.test(complaint));
    pages = [];
    complaints = [];
    expected = undefined;
    expect(unexpected).toEqual([]);
  });

  return {
    async open(settings = {}, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      const hash = new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)]));
      await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#${hash}`);
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      return page;
    },
    expectErrors(pattern) {
      expected = pattern;
    },
  };
}
