/**
 * Takes pictures of the playground, to be looked at: `node test/takePictures.mjs [folder] [recording …]`.
 *
 * Each recording is taken in mid-stream and finished (the whole thread), light and dark, at 1280 and 375 px; the empty
 * page and the open drawer come with it when no recording is named. The folder is `.cache/pictures` unless said otherwise.
 * Without any argument it also takes the pictures that the README shows, into `stories/pictures`; with that folder, only
 * these. For them a machine needs an emoji font, and a system font that one likes to look at.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createServer, runnerImport } from 'vite';
import { quantizePng } from './quantizePng.mjs';

const RECORDINGS = [
  'grounded-answer',
  'code-execution',
  'maps',
  'deep-research',
  'transcription',
  'interleaved-images',
  'parallel-function-calls',
  'tool-agent',
  'mid-stream-error',
];
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 812 } };
const THEMES = ['light', 'dark'];
/** Milliseconds between two events, for the pictures in mid-stream, and after which share of the events these are taken. */
const PACE = 80;
const SHARE = 0.75;
/** What the README shows: an answer with a thought, a search and sources, slow enough for telling durations; an open citation. */
const SHOWN = [
  { name: 'chat', recording: 'grounded-answer', pace: 640 },
  { name: 'citation', recording: 'maps', pace: 160, open: 'Source 1' },
];
const SHOWN_FOLDER = 'stories/pictures';
const COLOURS = 64;

const [folder = '.cache/pictures', ...named] = process.argv.slice(2);
const recordings = named.length > 0 ? named : RECORDINGS;
await mkdir(folder, { recursive: true });

const root = resolve(import.meta.dirname, '..');
const { module } = await runnerImport(join(root, 'test/chromium.ts'));
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  mode: 'playground',
  server: { port: 0, hmr: false, watch: null },
});
await server.listen();
const browser = await module.launchChromium();

for (const [device, viewport] of Object.entries(folder === SHOWN_FOLDER ? {} : SIZES)) {
  for (const theme of THEMES) {
    if (named.length === 0) await takePage(device, viewport, theme);
    for (const recording of recordings) await takeRecording(device, viewport, theme, recording);
  }
}
if (process.argv.length === 2 || folder === SHOWN_FOLDER) {
  await mkdir(join(root, SHOWN_FOLDER), { recursive: true });
  for (const shown of SHOWN) await Promise.all(THEMES.map((theme) => takeShown(theme, shown)));
}
await browser.close();
await server.close();

async function open(viewport, hash, options) {
  const page = await browser.newPage({ viewport, ...options });
  await page.goto(`${server.resolvedUrls.local[0]}#${new URLSearchParams(hash)}`);
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  return page;
}

async function takePage(device, viewport, theme) {
  const page = await open(viewport, { theme });
  await take(page, `empty-${device}-${theme}`);
  if (device === 'phone') {
    await page.getByRole('button', { name: 'Recordings and events' }).click();
    await page.waitForTimeout(300);
    await take(page, `drawer-${device}-${theme}`);
  }
  await page.close();
}

async function takeRecording(device, viewport, theme, recording) {
  const text = await readFile(join(root, `src/testing/recordings/${recording}.sse`), 'utf8');
  const events = text.split(/\n\n/).length;
  const streaming = await open(viewport, { theme, recording, pace: PACE });
  await streaming.waitForFunction(
    (count) => Number.parseInt(document.querySelector('.pg-position')?.textContent ?? '', 10) >= count,
    Math.floor(events * SHARE),
  );
  await take(streaming, `${recording}-${device}-${theme}-streaming`);
  await streaming.close();

  const finished = await open(viewport, { theme, recording, pace: 0 });
  await finished.getByRole('button', { name: 'Retry' }).waitFor();
  await finished.waitForTimeout(500);
  const hidden = await finished
    .locator('.pg-scroller .ris-scroll-box')
    .evaluate((element) => element.scrollHeight - element.clientHeight);
  await finished.setViewportSize({ ...viewport, height: Math.min(viewport.height + hidden, 6000) });
  await finished.waitForTimeout(200);
  await take(finished, `${recording}-${device}-${theme}-finished`);
  await finished.close();
}

/** The column alone, twice as sharp, in few colours. */
async function takeShown(theme, { name, recording, pace, open: opened }) {
  const options = { deviceScaleFactor: 2, colorScheme: theme };
  const page = await open({ width: 760, height: 1400 }, { theme, recording, pace }, options);
  await page.addStyleTag({ content: '.pg-scroller .ris-scroll-box { scrollbar-gutter: auto; scrollbar-width: none }' });
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  if (opened) await page.getByRole('button', { name: opened }).first().click();
  await page.waitForTimeout(500);
  const path = join(root, SHOWN_FOLDER, `${name}-${theme}.png`);
  const picture = await page.locator('.pg-column').screenshot();
  await writeFile(path, await quantizePng(page, picture, COLOURS));
  await page.close();
  console.log(path);
}

async function take(page, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  console.log(path);
}
