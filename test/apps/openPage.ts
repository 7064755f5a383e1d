import type { Page } from 'playwright';
import { expect } from 'vitest';
import { launchChromium } from '../chromium.ts';

/** Opens a page in Chromium and does something there, about which the page must have nothing to complain. */
export async function openPage(url: string, act: (page: Page) => Promise<void>): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await page.goto(url);
    await act(page);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}
