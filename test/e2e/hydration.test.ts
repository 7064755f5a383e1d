import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { listen } from '../unit/testing/listen.ts';
import { type BuiltPage, buildPage } from './hydration/buildPage.ts';
import type { PageProps } from './hydration/Page.tsx';
import { threads } from './hydration/threads.ts';

const stylesheet = readFileSync(new URL('../../src/styles.css', import.meta.url), 'utf8');
const all = await threads();

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each([18, 19] as const)('a page that a server rendered with React %i', (react) => {
  let page: BuiltPage;
  beforeAll(async () => {
    page = await buildPage(react);
  });
  afterAll(() => page.close());

  /** Opens it far from the server: another language, another time zone, and 320 px. */
  async function open(props: PageProps, how: string) {
    const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/styles.css">
<div id="root">${await page.renderPage(props, how)}</div>
<script>window.before = [...document.querySelectorAll('#root *')];</script>
<script type="application/json" id="props">${JSON.stringify(props).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/main.js"></script>`;
    const served: { [path: string]: [type: string, body: string] } = {
      '/': ['text/html', html],
      '/styles.css': ['text/css', stylesheet],
      '/main.js': ['text/javascript', page.script],
    };
    const origin = await listen(({ url = '/' }, res) => {
      const [type, body] = served[url] ?? ['text/plain', ''];
      res.writeHead(served[url] ? 200 : 404, { 'content-type': type }).end(body);
    });
    const context = await browser.newContext({
      locale: 'ar-EG',
      timezoneId: 'Pacific/Auckland',
      viewport: { width: 320, height: 640 },
    });
    onTestFinished(() => context.close());
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('pageerror', (error) => complaints.push(String(error)));
    tab.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await tab.goto(origin);
    return { tab, complaints, html };
  }

  const cases = all.map(([name, thread]) => ({ name, how: 'stream', props: { thread } as PageProps }));

  test.each([
    ...cases,
    { ...cases[0]!, how: 'string' },
    { name: 'every component by itself', how: 'stream', props: { thread: [], samples: true } },
  ])('is taken over without a complaint: $name, as a $how', async ({ how, props }) => {
    const { tab, complaints } = await open(props, how);
    await tab.waitForSelector(`html[data-react^="${react}."]`);
    expect(await tab.evaluate(lostElements)).toEqual([]);

    await tab.locator('main > button').click();
    await tab.waitForSelector('main[data-status="completed"]');
    await tab.getByText('الأفلاج في سلطنة عُمان').first().waitFor();
    expect(complaints).toEqual([]);
  });
});

/** What the server had rendered and is no longer in the page. Runs in the page. */
function lostElements(): string[] {
  const { before } = window as unknown as { before: Element[] };
  return before.filter((element) => !element.isConnected).map((element) => element.outerHTML.slice(0, 200));
}
