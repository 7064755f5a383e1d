import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { recordings } from '../../src/testing.ts';
import { setUpPlayground } from './setUpPlayground.ts';

const { open, expectErrors } = setUpPlayground();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 'Position' });
const rows = (page: Page) => page.locator('.pg-event');
const current = (page: Page) => page.locator('.pg-event[aria-current]');
const node = (page: Page, name: string) =>
  page.locator('.pg-node-line', { has: page.locator('.pg-node-name', { hasText: new RegExp(`^${name}$`) }) });
const answer = (page: Page) => page.locator('[data-slot="model-output"]');
const finished = (page: Page) => button(page, 'Retry').waitFor();

/** How many events are shown, and how many there are. */
async function position(page: Page): Promise<number[]> {
  return ((await page.locator('.pg-position').innerText()) || '').split(' / ').map(Number);
}

async function scrubTo(page: Page, count: number) {
  await slider(page).fill(String(count));
  await expect.poll(async () => (await position(page))[0]).toBe(count);
}

/** The thread's markup, without what is made afresh for each mount: the ids that link elements. */
function markup(page: Page): Promise<string> {
  return page
    .locator('[data-slot="steps"]')
    .evaluate((element) => element.outerHTML.replaceAll(/ (?:id|for|aria-[a-z]+)="[^"]*"/g, ''));
}

const EVENTS = recordings.counting.match(/^data: \{/gm)?.length ?? 0;

test('the slider goes back and forth: thread, log and state go along, and a moment is always the same', async () => {
  const page = await open({ pace: 2, recording: 'counting', panel: 'inspect' });
  await finished(page);
  expect(await position(page)).toEqual([EVENTS, EVENTS]);
  expect(await button(page, 'To the end').isDisabled()).toBe(true);

  const middle = EVENTS - 4;
  await scrubTo(page, middle);
  const text = await answer(page).innerText();
  expect(text).toContain('1, 2, 3');
  expect(text).not.toContain('25');
  expect(
    await rows(page)
      .nth(middle - 1)
      .getAttribute('aria-current'),
  ).toBe('true');
  expect(await current(page).count()).toBe(1);
  expect(await node(page, 'status').first().innerText()).toContain('in_progress');
  const moment = await markup(page);

  await scrubTo(page, 3);
  expect(await answer(page).count()).toBe(0);
  expect(await rows(page).nth(2).getAttribute('aria-current')).toBe('true');
  await scrubTo(page, middle + 1);
  expect(await answer(page).innerText()).not.toBe(text);
  await scrubTo(page, middle);
  expect(await markup(page)).toBe(moment);

  await scrubTo(page, 0);
  expect(await page.locator('[data-slot="user-input"]').innerText()).toContain('Count from 1 to 25.');
  expect(await current(page).count()).toBe(0);
  await button(page, 'To the end').click();
  await answer(page).filter({ hasText: '24, 25' }).waitFor();
  expect(await node(page, 'status').first().innerText()).toContain('completed');
});

test('the arrow keys go through the events, but not while somebody types', async () => {
  const page = await open({ pace: 0, recording: 'counting' });
  await finished(page);
  await page.locator('.pg-title').click();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await position(page)).toEqual([EVENTS - 2, EVENTS]);
  await page.keyboard.press('ArrowRight');
  expect(await position(page)).toEqual([EVENTS - 1, EVENTS]);
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await position(page)).toEqual([EVENTS - 11, EVENTS]);
  await slider(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  expect(await position(page)).toEqual([1, EVENTS]);
  await page.getByRole('textbox', { name: 'Message' }).fill('abc');
  await page.keyboard.press('ArrowLeft');
  expect(await position(page)).toEqual([1, EVENTS]);
  await button(page, 'One event forth').click();
  expect(await position(page)).toEqual([2, EVENTS]);
});

test('the space bar plays a tape as it came, at a speed, and pauses', async () => {
  const page = await open({ pace: 20, recording: 'counting' });
  await finished(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25×');
  await page.locator('.pg-title').click();
  await page.keyboard.press('Space');
  await button(page, 'Pause').waitFor();
  await expect.poll(async () => (await position(page))[0]).toBeGreaterThan(2);
  expect((await position(page))[0]).toBeLessThan(EVENTS);
  expect(await answer(page).filter({ hasText: '24, 25' }).count()).toBe(0);
  await page.keyboard.press('Space');
  await button(page, 'Play again').waitFor();
  const [at] = await position(page);
  const moment = await markup(page);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await position(page)).toEqual([at, EVENTS]);
  expect(await markup(page)).toBe(moment);

  await page.getByRole('combobox', { name: 'Speed' }).selectOption('16×');
  await button(page, 'Play again').click();
  await answer(page).filter({ hasText: '24, 25' }).waitFor();
  await button(page, 'Play again').waitFor();
  expect(await position(page)).toEqual([EVENTS, EVENTS]);
  await page.getByRole('textbox', { name: 'Message' }).fill('a b');
  await page.keyboard.press('Space');
  expect(await button(page, 'Play again').count()).toBe(1);
  expect(await position(page)).toEqual([EVENTS, EVENTS]);
});

test('who scrubs while it plays goes on from there', async () => {
  const page = await open({ pace: 0, recording: 'counting' });
  await finished(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25×');
  await button(page, 'Play again').click();
  await slider(page).fill(String(EVENTS - 2));
  await expect.poll(() => position(page)).toEqual([EVENTS, EVENTS]);
  await button(page, 'Play again').waitFor();
});

test('a moment shows what was decided by then, and nothing that could be decided again', async () => {
  const page = await open({ pace: 2, functions: 'ask' });
  await page.getByRole('textbox', { name: 'Message' }).fill('What is the weather in Oslo?');
  await page.keyboard.press('Enter');
  const card = page.locator('[data-slot="function-call-card"]');
  await button(page, 'Deny').waitFor();
  const [asked = 0] = await position(page);
  await button(page, 'Deny').click();
  await finished(page);
  expect((await position(page))[1]).toBeGreaterThan(asked);

  await scrubTo(page, asked);
  expect(await card.getAttribute('data-state')).toBe('requires_action');
  expect(await button(page, 'Deny').count()).toBe(0);
  await scrubTo(page, asked + 1);
  expect(await card.getAttribute('data-state')).not.toBe('requires_action');

  const file = await save(page);
  const other = await open();
  await other
    .locator('input[type=file][accept*=".sse"]')
    .setInputFiles({ name: file.name, mimeType: 'text/event-stream', buffer: Buffer.from(file.text) });
  await expect.poll(() => position(other)).toEqual([(await position(page))[1], (await position(page))[1]]);
  await scrubTo(other, asked);
  expect(await other.locator('[data-slot="function-call-card"]').getAttribute('data-state')).toBe('requires_action');
  await scrubTo(page, asked);
  const words = (shown: Page) => shown.locator('[data-slot="steps"]').innerText();
  expect(await words(other)).toBe(await words(page));
});

test('a click in the log or on the timeline goes back to that event', async () => {
  const page = await open({ pace: 20, recording: 'counting', panel: 'inspect' });
  await finished(page);
  await rows(page).nth(3).locator('summary').click();
  expect(await position(page)).toEqual([4, EVENTS]);
  const strip = (await page.locator('.pg-strip').boundingBox())!;
  await page.mouse.move(strip.x + strip.width / 2, strip.y + 10);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width + 4, strip.y + 10);
  await expect.poll(() => position(page)).toEqual([EVENTS, EVENTS]);
  await page.mouse.move(strip.x - 4, strip.y + 10);
  await page.mouse.up();
  await expect.poll(() => position(page)).toEqual([0, EVENTS]);
});

test('what is looked at stays while the stream goes on, and the end is followed again', async () => {
  const page = await open({ pace: 80, recording: 'deep-research' });
  await page.locator('[data-slot="thought-summary"]').first().waitFor();
  await page.locator('.pg-title').click();
  await page.keyboard.press('ArrowLeft');
  const [at, before = 0] = await position(page);
  const moment = await markup(page);
  await expect.poll(async () => (await position(page))[1]).toBeGreaterThan(before + 2);
  expect((await position(page))[0]).toBe(at);
  expect(await markup(page)).toBe(moment);
  await button(page, 'To the end').click();
  await expect.poll(async () => (await position(page))[0]).toBeGreaterThan(before + 4);
  const [shown, all] = await position(page);
  expect(shown).toBe(all);
});

test('the state is a tree that says what the event touched', async () => {
  const page = await open({ pace: 0, recording: 'counting', panel: 'inspect' });
  await finished(page);
  expect(await page.locator('.pg-node[data-changed]').count()).toBe(0);
  await scrubTo(page, EVENTS - 4);
  await node(page, 'steps').click();
  const entries = page.locator('.pg-node', {
    has: page.locator('> .pg-node-line', { hasText: /^\d+\s*(thought|model_output)/ }),
  });
  expect(await entries.allInnerTexts()).toEqual([
    expect.stringMatching(/^0\s*thought · done/),
    expect.stringMatching(/^1\s*model_output · streaming/),
  ]);
  const isTouched = () => entries.evaluateAll((all) => all.map((entry) => entry.hasAttribute('data-changed')));
  expect(await isTouched()).toEqual([false, true]);
  expect(
    await node(page, 'key')
      .first()
      .evaluate((line) => line.closest('.pg-node')?.hasAttribute('data-changed')),
  ).toBe(false);
  const step = entries.nth(1);
  await step.locator('.pg-node-line').first().click();
  await step.locator('.pg-node-line', { hasText: /^step/ }).click();
  await step.locator('.pg-node-line', { hasText: /^content/ }).click();
  await step.locator('.pg-node-line', { hasText: /^0/ }).last().click();
  expect(await step.innerText()).toMatch(/"1, 2, 3/);
});

/** The questions and answers of the thread. */
function spoken(page: Page): Promise<string[]> {
  return page.locator('[data-slot="user-input"], [data-slot="model-output"]').allInnerTexts();
}

async function save(page: Page): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as .sse').click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('a thread is saved as it came, and opened again with its times, by the file picker and by drag and drop', async () => {
  const page = await open({ pace: 2, panel: 'inspect' });
  await page.getByRole('textbox', { name: 'Message' }).fill('What is the weather in Oslo?');
  await page.keyboard.press('Enter');
  await answer(page).filter({ hasText: 'Oslo' }).waitFor();
  await finished(page);
  const file = await save(page);
  expect(file.name).toMatch(/^thread-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.sse$/);
  expect(file.text.match(/^: request /gm)).toHaveLength(2);
  const log = await rows(page).allInnerTexts();
  const words = await spoken(page);
  expect(words).toEqual([expect.stringContaining('weather in Oslo?'), expect.stringContaining('°C')]);

  const other = await open({ panel: 'inspect' });
  await other.getByRole('tab', { name: 'Play' }).click();
  await other
    .locator('input[type=file][accept*=".sse"]')
    .setInputFiles({ name: file.name, mimeType: 'text/event-stream', buffer: Buffer.from(file.text) });
  await answer(other).filter({ hasText: 'Oslo' }).waitFor();
  await other.getByRole('tab', { name: 'Inspect' }).click();
  await expect.poll(() => rows(other).allInnerTexts()).toEqual(log);
  expect(await spoken(other)).toEqual(words);
  expect((await save(other)).text.replaceAll(/"r(\d+(?:\.\d+)?)"/g, '"$1"')).toBe(file.text);

  const body = other.waitForRequest((sent) => sent.method() === 'POST');
  await other.getByRole('textbox', { name: 'Message' }).fill('And now?');
  await other.keyboard.press('Enter');
  expect((await body).postDataJSON()).not.toHaveProperty('previous_interaction_id');
  await other.locator('blockquote', { hasText: 'And now?' }).waitFor();
  expect(await other.locator('[data-slot="turn"]').count()).toBe(2);

  await other.evaluate(({ name, text }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  }, file);
  await expect.poll(() => rows(other).allInnerTexts()).toEqual(log);
  expect(await other.locator('[data-slot="turn"]').count()).toBe(1);
});

test('a retry takes the place of what it retries, in the past too', async () => {
  const page = await open({ pace: 2, recording: 'mid-stream-error' });
  const notice = page.locator('[data-slot="notice"][data-state="error"]');
  await notice.waitFor();
  const [, first = 0] = await position(page);
  await finished(page);
  await button(page, 'Retry').click();
  await expect.poll(async () => (await position(page))[1]).toBe(2 * first);
  await scrubTo(page, first);
  await notice.waitFor();
  await scrubTo(page, 2 * first - 2);
  expect(await page.locator('[data-slot="user-input"]').count()).toBe(1);
  expect(await answer(page).count()).toBe(1);
  expect(await notice.count()).toBe(0);
});

test('a link opens the same tape at the same position, for somebody else too', async () => {
  const page = await open({ pace: 2, recording: 'grounded-answer' });
  await finished(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await scrubTo(page, 14);
  const text = await page.locator('[data-slot="steps"]').innerText();
  await button(page, 'Copy a link to this').click();
  await page.getByText('Link copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/[#&]at=14(&|$)/);
  expect(page.url()).toBe(link);

  const other = await open(Object.fromEntries(new URLSearchParams(new URL(link).hash.slice(1))));
  await expect.poll(() => position(other)).toEqual(await position(page));
  expect((await position(other))[0]).toBe(14);
  expect(await other.locator('[data-slot="steps"]').innerText()).toBe(text);
  expect((await save(other)).text.replaceAll(/"r(\d+(?:\.\d+)?)"/g, '"$1"')).toBe((await save(page)).text);
  await other.reload();
  await expect.poll(() => position(other)).toEqual(await position(page));
});

test('the address of a recording keeps the position, and a changed address goes there', async () => {
  const page = await open({ pace: 40, recording: 'counting', at: 12 });
  await expect.poll(() => position(page)).toEqual([12, EVENTS]);
  await scrubTo(page, 9);
  await expect.poll(() => page.url()).toMatch(/at=9(&|$)/);
  await page.evaluate(() => (location.hash = 'recording=counting&at=7&pace=40'));
  await expect.poll(() => position(page)).toEqual([7, EVENTS]);
  await page.evaluate(() => (location.hash = 'recording=thinking&at=5'));
  await page.getByText('What is the greatest common divisor').waitFor();
  await expect.poll(async () => (await position(page))[0]).toBe(5);
  await button(page, 'New thread').click();
  expect(page.url()).not.toContain('at=');
});

test('a broken link leaves an empty page that works', async () => {
  const page = await open({ tape: 'nonsense', at: 3, pace: 0 });
  await page.getByText('What should stream in?').waitFor();
  await button(page, 'Counting').click();
  await answer(page).filter({ hasText: '24, 25' }).waitFor();
  expect(await position(page)).toEqual([EVENTS, EVENTS]);
});

test('the counters say what the thread cost React, and begin again', async () => {
  const page = await open({ pace: 5, recording: 'counting' });
  await finished(page);
  const counts = async () => (await page.locator('.pg-counts').innerText()).match(/[\d.]+/g)?.map(Number) ?? [];
  await expect.poll(async () => (await counts())[0]).toBeGreaterThan(3);
  const [commits = 0, duration = 0] = await counts();
  expect(commits).toBeLessThan(4 * EVENTS);
  expect(duration).toBeGreaterThan(0);
  await page.getByRole('radio', { name: 'dark' }).check();
  await page.getByRole('textbox', { name: 'Message' }).fill('Typing costs the thread nothing.');
  expect((await counts())[0]).toBe(commits);
  await page.locator('.pg-counts').click();
  await expect.poll(counts).toEqual([0, 0]);
  await scrubTo(page, EVENTS - 3);
  await expect.poll(async () => (await counts())[0]).toBeGreaterThan(0);
});

test('the direction switch turns the page around, and the address keeps it', async () => {
  const page = await open({ pace: 0, recording: 'counting' });
  await finished(page);
  const left = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? -1;
  const toggle = page.getByRole('button', { name: 'Right to left' }).first();
  await toggle.click();
  expect(await toggle.getAttribute('aria-pressed')).toBe('true');
  expect(await left('.pg-panel')).toBe(0);
  await page.locator('.pg-header').click();
  await page.keyboard.press('ArrowLeft');
  expect(await position(page)).toEqual([EVENTS - 1, EVENTS]);
  await page.reload();
  await finished(page);
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await toggle.click();
  expect(await left('.pg-panel')).toBeGreaterThan(600);
});

/** What the server is told to do wrong with the next prompt. */
async function labelsWith(page: Page, ...faults: string[]): Promise<{ [label: string]: string }> {
  for (const fault of faults) await page.getByRole('checkbox', { name: fault, exact: true }).check();
  const request = page.waitForRequest((sent) => sent.method() === 'POST');
  await button(page, 'Counting').click();
  return (await request).postDataJSON().labels;
}

test('a cut connection is taken up again, and the log shows both', async () => {
  expectErrors(/ERR_INCOMPLETE_CHUNKED_ENCODING/);
  const page = await open({ pace: 10 });
  expect(await labelsWith(page, 'Cut')).toMatchObject({ fault: 'cut_after=8,break' });
  await answer(page).filter({ hasText: '24, 25' }).waitFor();
  await finished(page);
  expect((await position(page))[1]).toBe(8 + EVENTS);
  expect(await answer(page).count()).toBe(1);
  await scrubTo(page, 8 + EVENTS - 1);
  expect(await answer(page).innerText()).toContain('24, 25');
});

test('repeated events are in the log, and change nothing', async () => {
  expectErrors(/ERR_INCOMPLETE_CHUNKED_ENCODING/);
  const page = await open({ pace: 10, after: 8 });
  expect(await labelsWith(page, 'Duplicate')).toMatchObject({
    fault: 'cut_after=8,break',
    resume_fault: 'repeat=5',
    event_ids: 'true',
  });
  await answer(page).filter({ hasText: '24, 25' }).waitFor();
  await finished(page);
  expect((await position(page))[1]).toBe(EVENTS + 5);
  expect((await answer(page).innerText()).match(/13/g)).toHaveLength(1);
  await page.getByRole('tab', { name: 'Inspect' }).click();
  await scrubTo(page, 8);
  const moment = await markup(page);
  await scrubTo(page, 13);
  expect(await markup(page)).toBe(moment);
});

test('garbage has a row of its own that says what it was', async () => {
  const page = await open({ pace: 2, after: 5 });
  await labelsWith(page, 'Garbage', 'CR LF', 'Split UTF-8', 'Comments');
  await finished(page);
  await page.getByRole('tab', { name: 'Inspect' }).click();
  expect(await rows(page).count()).toBe(EVENTS + 1);
  const row = page.locator('.pg-event[data-kind="error"]');
  expect(await row.innerText()).toMatch(/passed over/);
  await row.locator('summary').click();
  expect(await row.locator('pre').innerText()).toContain('JSON');
  expect(await position(page)).toEqual([6, EVENTS + 1]);
});

test('a stalled stream waits until the reader stops it', async () => {
  const page = await open({ pace: 2, after: 8 });
  await labelsWith(page, 'Stall');
  await expect.poll(() => position(page)).toEqual([8, 8]);
  await button(page, 'Stop').click();
  await page.locator('[data-slot="notice"]', { hasText: 'Stopped' }).waitFor();
  expect(await position(page)).toEqual([8, 8]);
});

test.each([
  ['503', /503/, { fault: 'http_error=503' }],
  ['HTML page', /502/, { fault: 'html_page=502' }],
  ['Unreachable', /ERR_EMPTY_RESPONSE/, { fault: 'unreachable' }],
  ['Error event', /no error of the browser’s/, { fault: 'error_after=8' }],
])('%s is shown as an error', async (fault, complaint, labels) => {
  expectErrors(complaint);
  const page = await open({ pace: 2 });
  expect(await labelsWith(page, fault)).toMatchObject(labels);
  await page.locator('[data-slot="notice"][data-state="error"]').waitFor();
});

test('an agent’s time limit is no error: the rest is asked for', async () => {
  const page = await open({ pace: 2 });
  expect(await labelsWith(page, 'Time limit')).toMatchObject({ fault: 'bare_error_array_after=8' });
  await answer(page).filter({ hasText: '24, 25' }).waitFor();
  await finished(page);
  await page.getByRole('tab', { name: 'Inspect' }).click();
  expect(await page.locator('.pg-event[data-kind="error"]').innerText()).toContain('error');
});

test('faults are in the address, and can be switched off', async () => {
  const page = await open({ fault: 'cut,drip', after: 4, pace: 0 });
  const after = page.getByRole('combobox', { name: 'After' });
  expect(await after.inputValue()).toBe('4');
  await after.selectOption('16 events');
  expect(page.url()).toMatch(/after=16/);
  await page.getByRole('checkbox', { name: 'Cut' }).uncheck();
  expect(page.url()).toMatch(/fault=drip/);
  await page.getByRole('checkbox', { name: 'Drip' }).uncheck();
  expect(await after.count()).toBe(0);
  expect(await labelsWith(page)).not.toHaveProperty('fault');
  await finished(page);
});

test('on a phone one scrubs with the thread in sight, and everything has room', async () => {
  const page = await open({ pace: 0, recording: 'grounded-answer' }, { viewport: { width: 375, height: 812 } });
  await finished(page);
  await scrubTo(page, 12);
  expect(await answer(page).isVisible()).toBe(true);
  const overflowing = await page
    .locator('.pg-timeline *, .pg-header *')
    .evaluateAll((all) => all.filter((element) => element.getBoundingClientRect().right > innerWidth + 6).length);
  expect(overflowing).toBe(0);
  await button(page, 'Recordings and events').click();
  await page.getByRole('tab', { name: 'Inspect' }).click();
  expect(await current(page).isVisible()).toBe(true);
  expect(await node(page, 'interactions').isVisible()).toBe(true);
});
