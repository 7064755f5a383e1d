import { Buffer } from 'node:buffer';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { recordings } from '../../src/testing.ts';
import { setUpPlayground } from './setUpPlayground.ts';

const { open, expectErrors } = setUpPlayground();

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const FILES = [
  { name: 'dot.png', mimeType: 'image/png', buffer: PIXEL },
  { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
];

const thread = (page: Page) => page.locator('[data-slot="steps"]');
const message = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const finished = (page: Page) => button(page, 'Retry').waitFor();

async function say(page: Page, text: string) {
  await message(page).fill(text);
  await message(page).press('Enter');
}

/** The body of the next request that creates an interaction. */
async function nextBody(page: Page): Promise<any> {
  const isCreate = (url: string) => url.endsWith('/interactions');
  const request = await page.waitForRequest((sent) => sent.method() === 'POST' && isCreate(sent.url()));
  return request.postDataJSON();
}

test('a prompt is answered, and the next one goes on from it', async () => {
  const page = await open({ pace: 2 });
  await say(page, 'Tell me *something*');
  await finished(page);
  expect(await thread(page).innerText()).toContain('Tell me *something*');
  expect(await page.locator('[data-slot="model-output"] blockquote').innerText()).toBe('Tell me something');
  expect(await message(page).inputValue()).toBe('');

  const body = nextBody(page);
  await say(page, 'And more');
  expect(await body).toMatchObject({ previous_interaction_id: expect.stringMatching(/^v1_/), stream: true });
  await page.locator('blockquote', { hasText: 'And more' }).waitFor();
  expect(await page.locator('[data-slot="turn"]').count()).toBe(2);
});

test('Shift+Enter begins a new line, and Enter alone sends nothing that is empty', async () => {
  const page = await open();
  await message(page).press('Enter');
  await message(page).pressSequentially('one');
  await message(page).press('Shift+Enter');
  await message(page).pressSequentially('two');
  expect(await message(page).inputValue()).toBe('one\ntwo');
  expect(await page.locator('[data-slot="turn"]').count()).toBe(0);
});

test('a function call is run by the page and answered from its result', async () => {
  const page = await open({ pace: 2 });
  await say(page, 'What is the weather in Oslo and Rome?');
  const answer = page.locator('[data-slot="model-output"]');
  await answer.waitFor();
  await finished(page);
  expect(await answer.innerText()).toMatch(/Oslo: -?\d+ °C, [a-z ]+\.\s+Rome: -?\d+ °C, [a-z ]+\./);
  expect(await page.locator('[data-slot="function-call-card"]').count()).toBe(2);
  expect(await page.locator('[data-slot="turn"]').count()).toBe(1);
});

test('a function call can be answered by hand, and the answer is made of that', async () => {
  const page = await open({ pace: 2, functions: 'manual', recording: 'function-call-turn-1' });
  const form = page.getByRole('form', { name: 'Answer get_weather' });
  await form.getByRole('textbox', { name: 'Result of get_weather' }).fill('{"sky": "raining frogs"}');
  const body = nextBody(page);
  await button(page, 'Send result').click();
  expect((await body).input).toEqual([
    { type: 'function_result', call_id: expect.any(String), name: 'get_weather', result: { sky: 'raining frogs' } },
  ]);
  await page.locator('[data-slot="model-output"]', { hasText: 'raining frogs' }).waitFor();
  await form.waitFor({ state: 'detached' });
  expect(await page.locator('[data-slot="function-call-card"]').count()).toBe(1);
});

test('parallel calls are answered together, a failed one among them', async () => {
  const page = await open({ pace: 0, functions: 'manual', recording: 'parallel-function-calls' });
  const forms = page.getByRole('form', { name: /^Answer / });
  await forms.first().waitFor();
  expect(await forms.count()).toBe(5);
  const flights = page.getByRole('form', { name: 'Answer search_flights' });
  await flights.getByRole('textbox').fill('no seats');
  await flights.getByRole('checkbox').check();
  const body = nextBody(page);
  for (let left = 5; left > 0; left -= 1) {
    expect(await forms.count()).toBe(left);
    await button(page, 'Send result').first().click();
  }
  const { input } = await body;
  expect(input.map((result: any) => result.name)).toHaveLength(5);
  expect(input[1]).toMatchObject({ name: 'search_flights', result: 'no seats', is_error: true });
  await page.locator('[data-slot="model-output"]', { hasText: 'search_flights failed: no seats' }).waitFor();
});

test('functions that the page has run by themselves, and the reader answers for those that it has not', async () => {
  const page = await open({ pace: 0, recording: 'parallel-function-calls' });
  const forms = page.getByRole('form', { name: /^Answer / });
  await forms.first().waitFor();
  expect(await forms.evaluateAll((all) => all.map((form) => form.getAttribute('aria-label')))).toEqual([
    'Answer search_flights',
    'Answer search_hotels',
    'Answer list_calendar_events',
  ]);
  await page.getByRole('button', { name: /^Ran get_weather/ }).waitFor();
});

test('a call waits to be approved where the reader wants to be asked, and runs then', async () => {
  const page = await open({ pace: 2, functions: 'ask' });
  await say(page, 'What is the weather in Oslo?');
  await page.getByText('It runs once you approve.').waitFor();
  expect(await message(page).evaluate((element) => element === document.activeElement)).toBe(true);
  await button(page, 'Approve').click();
  await page.locator('[data-slot="model-output"]', { hasText: 'Oslo' }).waitFor();
  await page.getByRole('button', { name: /Ran get_weather Oslo Approved by you/, expanded: true }).waitFor();
});

test('a message is edited and asked again, and all versions can be gone through', async () => {
  const page = await open({ pace: 0 });
  await say(page, 'One');
  await page.locator('blockquote', { hasText: 'One' }).waitFor();
  await button(page, 'Edit').click();
  await page.getByRole('textbox', { name: 'Edited message' }).fill('Two');
  await button(page, 'Send edit').click();
  await page.locator('blockquote', { hasText: 'Two' }).waitFor();
  await page.getByText('2 / 2').waitFor();
  await button(page, 'Regenerate').click();
  await page.getByText('3 / 3').waitFor();
  await finished(page);
  await button(page, 'Previous version').click();
  await button(page, 'Previous version').click();
  await page.locator('blockquote', { hasText: 'One' }).waitFor();
  expect(await page.locator('[data-slot="turn"]').count()).toBe(1);
});

test('an agent that runs can be cancelled, on the server too', async () => {
  const page = await open({ pace: 80, recording: 'deep-research' });
  const cancelled = page.waitForRequest((sent) => sent.url().endsWith('/cancel'));
  await button(page, 'Cancel').click();
  await cancelled;
  await page.locator('[data-slot="notice"]', { hasText: 'Cancelled' }).waitFor();
  expect(await button(page, 'Cancel').count()).toBe(0);
});

test('what was stopped can be taken up again where it is by now', async () => {
  const page = await open({ pace: 150, recording: 'counting' });
  await page.locator('[data-slot="model-output"]').waitFor();
  await button(page, 'Stop').click();
  await button(page, 'Resume').click();
  await page.locator('[data-slot="model-output"]', { hasText: '24, 25' }).waitFor();
  expect(await page.locator('[data-slot="model-output"]').count()).toBe(1);
});

test('stopping keeps what has come, says so, and the next prompt goes through', async () => {
  const page = await open({ pace: 80, recording: 'thinking' });
  await page.locator('[data-slot="model-output"]').waitFor();
  await button(page, 'Stop').click();
  await page.locator('[data-slot="notice"]', { hasText: 'Stopped' }).waitFor();
  const text = await page.locator('[data-slot="model-output"]').innerText();
  await page.waitForTimeout(400);
  expect(await page.locator('[data-slot="model-output"]').innerText()).toBe(text);
  expect(text).not.toContain('nothing larger divides both');
  await say(page, 'Go on');
  await page.locator('blockquote', { hasText: 'Go on' }).waitFor();
});

test('an error in mid-stream keeps what has come, and trying again plays it again in its place', async () => {
  const page = await open({ pace: 2, recording: 'mid-stream-error' });
  const notice = page.locator('[data-slot="notice"][data-state="error"]');
  await notice.waitFor();
  expect(await thread(page).innerText()).toContain('scattered roughly five times as much as red');
  const body = nextBody(page);
  await button(page, 'Try again').click();
  expect(await body).toMatchObject({ labels: { recording: 'mid-stream-error' } });
  await notice.waitFor();
  await finished(page);
  expect(await notice.count()).toBe(1);
  expect(await page.locator('[data-slot="model-output"]').count()).toBe(1);
});

test('a server that fails is an error on the screen, and retry goes through once it is well again', async () => {
  expectErrors(/503|Failed to load resource/);
  const page = await open({ pace: 2 });
  await page.route('**/v1beta/interactions', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'service_unavailable', message: 'Asleep.' } } }),
  );
  await say(page, 'Wake up');
  await page.locator('[data-slot="notice"][data-state="error"]', { hasText: 'Asleep.' }).waitFor();
  expect(await thread(page).innerText()).toContain('Wake up');
  await page.unroute('**/v1beta/interactions');
  await button(page, 'Retry').click();
  await page.locator('blockquote', { hasText: 'Wake up' }).waitFor();
  expect(await page.locator('[data-slot="notice"]').count()).toBe(0);
});

test('files are attached, can be removed, and are sent as content', async () => {
  const page = await open({ pace: 2 });
  const list = page.locator('.pg-composer').getByRole('list', { name: 'Attachments' });
  await page.locator('input[type=file][multiple]').setInputFiles([...FILES, { ...FILES[1]!, name: 'other.pdf' }]);
  await list.getByText('other.pdf').waitFor();
  await button(page, 'Remove other.pdf').click();
  expect(await list.getByRole('listitem').count()).toBe(2);
  expect(await list.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  const body = nextBody(page);
  await say(page, 'Look');
  expect((await body).input).toEqual([
    { type: 'image', mime_type: 'image/png', data: PIXEL.toString('base64') },
    { type: 'document', mime_type: 'application/pdf', data: Buffer.from('%PDF-1.4').toString('base64') },
    { type: 'text', text: 'Look' },
  ]);
  await page.locator('[data-slot="model-output"]', { hasText: 'With it came: image, document.' }).waitFor();
  expect(await page.locator('[data-slot="user-input"] img').count()).toBe(1);
  await list.waitFor({ state: 'detached' });
});

/** Drops or pastes as a reader would: a real event with a real DataTransfer. */
async function transfer(page: Page, type: 'drop' | 'paste', file: { name: string; text: string } | string) {
  await page.evaluate(
    ([kind, given]) => {
      const data = new DataTransfer();
      if (typeof given === 'string') data.setData('text/plain', given);
      else data.items.add(new File([given.text], given.name));
      const init = { bubbles: true, cancelable: true };
      const target = document.querySelector('.pg-chat');
      target?.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    [type, file] as const,
  );
}

test('a dropped .sse file is played, joins the list, and can be retried', async () => {
  const page = await open({ pace: 2, chunk: 3 });
  await transfer(page, 'drop', { name: 'mine.sse', text: recordings.counting });
  await page.locator('[data-slot="model-output"]', { hasText: '24, 25' }).waitFor();
  await finished(page);
  await button(page, 'Retry').click();
  await finished(page);
  expect(await page.locator('[data-slot="model-output"]').innerText()).toContain('24, 25');
  expect(await button(page, 'mine.sse').isVisible()).toBe(true);
});

test('a prompt after a file of one’s own does not ask the server to go on from it', async () => {
  const page = await open({ pace: 2 });
  await transfer(page, 'paste', recordings.counting);
  await page.locator('[data-slot="model-output"]', { hasText: '24, 25' }).waitFor();
  await finished(page);
  const body = nextBody(page);
  await say(page, 'And now?');
  expect(await body).not.toHaveProperty('previous_interaction_id');
  await page.locator('blockquote', { hasText: 'And now?' }).waitFor();
});

test('a dropped picture is attached, and pasted prose is left to the textarea', async () => {
  const page = await open();
  await transfer(page, 'drop', { name: 'a.csv', text: 'a,b' });
  await page.getByRole('list', { name: 'Attachments' }).getByText('a.csv').waitFor();
  await transfer(page, 'paste', 'data: is a word too');
  expect(await page.locator('[data-slot="turn"]').count()).toBe(0);
});

test('the theme follows the switch, and the system until then', async () => {
  const page = await open({}, { colorScheme: 'dark' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByRole('radio', { name: 'light' }).check();
  const light = await background();
  expect(light).not.toBe(dark);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('radio', { name: 'dark' }).check();
  expect(await background()).toBe(dark);
  expect(page.url()).toContain('theme=dark');
  await page.getByRole('radio', { name: 'auto' }).check();
  expect(await background()).toBe(light);
});

test('the sliders say how the next answer is sent', async () => {
  const page = await open();
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await page.getByRole('slider', { name: 'Chunks' }).press('End');
  expect(await page.getByRole('slider', { name: 'Chunks' }).getAttribute('aria-valuetext')).toBe('1 byte');
  const body = nextBody(page);
  await button(page, 'Counting').click();
  expect(await body).toMatchObject({ labels: { recording: 'counting', pace: '0', chunk_size: '1' } });
  await page.locator('[data-slot="model-output"]', { hasText: '24, 25' }).waitFor();
});

test('a reload plays the same recording in the same way', async () => {
  const page = await open({ pace: 2 });
  await button(page, 'Counting').click();
  await finished(page);
  const body = nextBody(page);
  await page.reload();
  expect(await body).toMatchObject({ labels: { recording: 'counting', pace: '2' } });
  await finished(page);
  expect(await page.locator('[data-slot="turn"]').count()).toBe(1);
});

test('the log has each event, with its JSON on demand, and a new thread empties it', async () => {
  const page = await open({ pace: 2, recording: 'counting' });
  await finished(page);
  await page.getByRole('tab', { name: 'Inspect' }).click();
  const rows = page.locator('.pg-event');
  expect(await rows.count()).toBe(recordings.counting.match(/^data: \{/gm)?.length);
  expect(await rows.nth(2).innerText()).toMatch(/step\.start\s+thought\s+0\s+\d+ B/);
  await rows.nth(2).locator('summary').click();
  expect(JSON.parse(await rows.nth(2).locator('pre').innerText())).toMatchObject({ step: { type: 'thought' } });
  await button(page, 'New thread').click();
  await page.getByText('Nothing has arrived yet.').waitFor();
  expect(await page.locator('[data-slot="turn"]').count()).toBe(0);
});

test('the end stays in sight while text comes, unless the reader scrolls up', async () => {
  const page = await open({ pace: 40, recording: 'deep-research' }, { viewport: { width: 1280, height: 480 } });
  const scroller = page.locator('.pg-scroller .ris-scroll-box');
  const toEnd = () => scroller.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  const isLong = () => scroller.evaluate((element) => element.scrollHeight > 2 * element.clientHeight);
  await expect.poll(isLong, { timeout: 15_000 }).toBe(true);
  expect(await toEnd()).toBeLessThan(32);
  await scroller.hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(toEnd).toBeGreaterThan(200);
  const top = await scroller.evaluate((element) => element.scrollTop);
  await page.waitForTimeout(400);
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(top);
  await button(page, 'Jump to latest').click();
  await expect.poll(toEnd).toBeLessThan(32);
});

test('on a phone nothing is cut off, and recordings are in a drawer that closes when one is played', async () => {
  const page = await open({ pace: 0 }, { viewport: { width: 375, height: 812 } });
  expect(await button(page, 'Counting').isVisible()).toBe(false);
  await button(page, 'Recordings and events').click();
  await button(page, 'Agent with tools').click();
  await finished(page);
  await expect.poll(() => button(page, 'Counting').isVisible()).toBe(false);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(
    await page.locator('.pg-scroller .ris-scroll-box').evaluate((element) => element.scrollWidth - element.clientWidth),
  ).toBe(0);
});

test('there is no switch to the real API where the server has no key', async () => {
  const page = await open({}, {});
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('checkbox', { name: 'Live API' }).count()).toBe(0);
});
