import { openPage } from './openPage.ts';

/** Opens a page with a stored interaction that came as HTML: it is taken over without a complaint, and answers clicks. */
export function expectStored(url: string): Promise<void> {
  return openPage(url, async (page) => {
    const search = page.locator('[data-slot="search-result-card"]');
    await search.getByRole('button').first().click();
    await search.locator('.ris-panel').waitFor();
  });
}
