import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toMiddleware } from '../../playground/server/toMiddleware.ts';
import type { Step } from '../../src/protocol/Step.ts';
import { createInteractionsServer } from '../../src/testing/createInteractionsServer.ts';
import { recordings } from '../../src/testing/recordings.ts';
import { launchChromium } from '../chromium.ts';

/** The policy of the README. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
  "frame-src 'self'; require-trusted-types-for 'script'; trusted-types react-interaction-stream";

interface Violation {
  directive: string;
  uri: string;
}

const root = resolve(import.meta.dirname, 'strictPage');
let outDir: string;
let server: PreviewServer;
let browser: Browser;

beforeAll(async () => {
  outDir = await mkdtemp(join(import.meta.dirname, '../../node_modules/.strict-page-'));
  await build({ root, configFile: false, logLevel: 'error', plugins: [react()], build: { outDir, target: 'es2022' } });
  const interactions = createInteractionsServer({ chunkSize: 256 });
  server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'interactions',
        configurePreviewServer: ({ middlewares }) => {
          middlewares.use(toMiddleware('/v1beta', (request) => interactions.fetch(request)));
        },
      },
    ],
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', headers: { 'Content-Security-Policy': POLICY } },
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
});

/** The page, and what its policy has refused in it and in its frames. */
async function open(options: BrowserContextOptions = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  const violations: Violation[] = [];
  const errors: string[] = [];
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusals.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.exposeFunction('report', (violation: Violation) => void violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const { report } = window as unknown as { report: (violation: object) => void };
      report({ directive: effectiveDirective, uri: blockedURI });
    });
  });
  const response = await page.goto(server.resolvedUrls?.local[0] ?? '');
  expect(response?.headers()['content-security-policy']).toBe(POLICY);
  return { page, violations, errors, refusals };
}

/** Opens what can be opened, and uses what can be used. */
async function useEverything(page: Page): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await page.evaluate(() => {
      const closed = '[aria-expanded="false"], [aria-pressed="false"], .ris-code-action, .ris-file-action, .ris-image';
      for (const button of document.querySelectorAll<HTMLElement>(closed)) button.click();
    });
  }
  await page.waitForTimeout(50);
}

/** How well two colours stand apart (WCAG): 1 to 21. */
function contrast(colours: readonly number[][]): number {
  const [dark = 0, light = 0] = colours.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('the policy of the README is the one that is tested here', async () => {
  const readme = await readFile(resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const [, policy = ''] = /```\nContent-Security-Policy: ([^`]*)```/.exec(readme) ?? [];
  expect(policy.replace(/\s+/g, ' ').trim()).toBe(POLICY);
});

test(
  'every recording streams under a strict policy, and nothing of ours is refused',
  { timeout: 120_000 },
  async () => {
    const { page, violations, errors, refusals } = await open();
    for (const name of Object.keys(recordings)) {
      await page.evaluate((recording) => window.play?.(recording), name);
      await useEverything(page);
      expect({ name, violations, errors }).toEqual({
        name,
        violations: [],
        errors: [],
      });
    }
    // Google's stylesheet inside the frame, which this policy refuses to every frame of the page, and nothing else.
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.filter((text) => !/inline style[^]*style-src/.test(text))).toEqual([]);
    await page.close();
  },
);

test('a built page has no script and no style of its own text', async () => {
  expect((await readdir(join(outDir, 'assets'))).map((name) => name.split('.').pop()).sort()).toEqual(['css', 'js']);
});

test.each(['light', 'dark'] as const)('suggestions without their styles are legible links, %s', async (colorScheme) => {
  const { page } = await open({ colorScheme });
  await page.evaluate(() => window.play?.('grounded-answer'));
  const frame = page.frameLocator('iframe');
  const link = frame.getByRole('link').first();
  await link.waitFor();
  expect(await link.evaluate((element) => getComputedStyle(element).display)).not.toBe('none');
  const box = await link.boundingBox();
  expect(box?.height).toBeGreaterThan(10);
  const frameBox = await page.locator('iframe').boundingBox();
  expect(frameBox && box && frameBox.y + frameBox.height >= box.y + box.height).toBe(true);
  const colours = await link.evaluate((element) => {
    const page = element.ownerDocument.defaultView?.parent.document as Document;
    const context = page.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    return [getComputedStyle(element).color, getComputedStyle(page.documentElement).backgroundColor].map((colour) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return Array.from(context.getImageData(0, 0, 1, 1).data).slice(0, 3);
    });
  });
  expect(contrast(colours)).toBeGreaterThan(4.5);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/strict-${colorScheme}.png` });
  await page.close();
});

test('what the page refuses to load says so, and names the host', async () => {
  const { page, violations } = await open();
  const content = [
    { type: 'image', uri: 'https://images.example/a.png' },
    { type: 'image', uri: 'https://images.example/b.png' },
    { type: 'video', uri: 'https://videos.example/c.mp4' },
  ];
  await page.evaluate((steps) => window.draw?.(steps), [{ type: 'model_output', content } as Step]);
  expect(violations).toEqual([]);
  await page.getByRole('button', { name: 'Load image' }).first().click();
  await page
    .getByText('Image from images.example: the security policy of this page does not allow it')
    .nth(1)
    .waitFor();
  expect(await page.getByRole('button', { name: 'Load image' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Load video' }).click();
  await page.getByText('Video from videos.example: the security policy of this page does not allow it').waitFor();
  expect(violations.map(({ directive }) => directive)).toEqual(['img-src', 'media-src']);
  await page.close();
});
