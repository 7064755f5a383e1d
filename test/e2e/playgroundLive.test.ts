import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { createInteractionsServer } from '../../src/testing.ts';
import { listenFetch } from '../unit/testing/listen.ts';
import { setUpPlayground } from './setUpPlayground.ts';

const apiKey = 'the-key-of-the-server';
const closers: (() => void)[] = [];
const seen: { key: string | null; body: any }[] = [];

/** The real API's place is taken by a server on another port. */
const { open } = setUpPlayground(async () => {
  const server = createInteractionsServer();
  process.env['GEMINI_API_KEY'] = apiKey;
  process.env['GEMINI_API_BASE'] = await listenFetch(
    async (request) => {
      seen.push({ key: request.headers.get('x-goog-api-key'), body: await request.clone().json() });
      return server.fetch(request);
    },
    (close) => closers.push(close),
  );
});

afterAll(() => {
  for (const close of closers) close();
  delete process.env['GEMINI_API_KEY'];
  delete process.env['GEMINI_API_BASE'];
});

test('the live switch sends prompts through the proxy, and the key stays on the server', async () => {
  const page = await open();
  const responses: Promise<string>[] = [];
  page.on('response', (response) =>
    responses.push(
      response.text().then(
        (text) => JSON.stringify(response.headers()) + text,
        () => '',
      ),
    ),
  );
  // Of a stream that is not to be stored, the browser may have let go by the time it is asked.
  await page.route('**/gemini/**', async (route) => {
    const response = await route.fetch();
    responses.push(response.text().then((text) => JSON.stringify(response.headers()) + text));
    await route.fulfill({ response });
  });
  await page.getByRole('checkbox', { name: 'Live API' }).check();
  await page.getByRole('textbox', { name: 'Model' }).fill('gemini-x');
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello from here');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.locator('[data-slot="model-output"]', { hasText: 'You said: Hello from here' }).waitFor();
  expect(seen).toEqual([{ key: apiKey, body: expect.objectContaining({ model: 'gemini-x', stream: true }) }]);
  expect(seen[0]?.body).not.toHaveProperty('labels');
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  const everything = (await Promise.all(responses)).join('') + (await page.content());
  expect(everything.includes('interaction.completed')).toBe(true);
  expect(everything.includes(apiKey)).toBe(false);
});

test('what came live is saved, and opened again as it was', async () => {
  const page = await open({ panel: 'inspect' });
  await page.getByRole('checkbox', { name: 'Live API' }).check();
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello once more');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  const answer = '[data-slot="model-output"]';
  await page.locator(answer, { hasText: 'You said: Hello once more' }).waitFor();
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as .sse' }).click(),
  ]);
  const file = await readFile(await download.path());
  expect(file.toString()).toContain('interaction.completed');
  expect(file.toString()).not.toContain(apiKey);
  const requests = seen.length;

  const other = await open({ panel: 'inspect' });
  await other.getByRole('tab', { name: 'Play' }).click();
  await other
    .locator('input[type=file][accept*=".sse"]')
    .setInputFiles({ name: download.suggestedFilename(), mimeType: 'text/event-stream', buffer: file });
  await other.locator(answer, { hasText: 'You said: Hello once more' }).waitFor();
  await other.getByRole('tab', { name: 'Inspect' }).click();
  const log = await page.locator('.pg-event').allInnerTexts();
  expect(log.length).toBeGreaterThan(4);
  await expect.poll(() => other.locator('.pg-event').allInnerTexts()).toEqual(log);
  expect(await other.locator('[data-slot="steps"]').innerText()).toBe(
    await page.locator('[data-slot="steps"]').innerText(),
  );
  expect(seen).toHaveLength(requests);
});
