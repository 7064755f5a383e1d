import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Playground, startPlayground } from './startPlayground.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

test('the playground opens without an error', async () => {
  const page = await playground.browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const response = await page.goto(playground.url, { waitUntil: 'load' });
  expect(response?.status()).toBe(200);
  expect(await page.title()).not.toBe('');
  expect(errors).toEqual([]);
});
