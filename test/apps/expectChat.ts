import { expect } from 'vitest';
import { openPage } from './openPage.ts';

/** Uses the README's chat in Chromium: an answer streams in, then an image by way of the proxy; nothing is complained of. */
export function expectChat(url: string): Promise<void> {
  return openPage(url, async (page) => {
    const send = async (text: string) => {
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
    };

    await send('Who won?');
    await page.getByText('regulatory T cells').waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await page.locator('[data-slot="search-result-card"]').count()).toBe(1);
    const bubble = page.locator('[data-slot="user-input"] .ris-bubble').first();
    expect(await bubble.evaluate((element) => getComputedStyle(element).borderRadius)).not.toBe('0px');

    await send('Draw it.');
    const image = page.locator('[data-slot="image-step"][data-state="shown"] img');
    await image.waitFor();
    await image.evaluate((element: HTMLImageElement) => element.decode());
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(2);
  });
}
