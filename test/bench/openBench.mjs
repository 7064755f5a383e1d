import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview, runnerImport } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * Builds the page of the rendering benchmark as an app would be, for production, and opens Chromium. `measure` streams
 * one document into a page of its own and says what that cost; `close` ends both.
 */
export async function openBench() {
  const outDir = await mkdtemp(join(root, 'node_modules/.rendering-'));
  await build({
    root: join(root, 'test/bench/rendering'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  });
  const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { port: 0 } });
  const { module } = await runnerImport(join(root, 'test/chromium.ts'));
  const browser = await module.launchChromium();

  async function measure(run, timeout = 120_000) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const client = await page.context().newCDPSession(page);
    try {
      page.setDefaultTimeout(timeout);
      await page.goto(server.resolvedUrls.local[0]);
      await page.waitForFunction(() => 'prepare' in window);
      await page.evaluate(async (run) => void (window.go = await window.prepare(run)), run);
      await client.send('Performance.enable');
      await client.send('HeapProfiler.collectGarbage');
      const before = await metrics(client);
      const outcome = await Promise.race([page.evaluate(() => window.go()), late(timeout)]);
      if (outcome === undefined) {
        if (process.env.DBG)
          console.log(await page.evaluate(() => document.querySelector('#root').innerHTML.slice(-300)), errors);
        return undefined;
      }
      const after = await metrics(client);
      await client.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize } = await metrics(client);
      if (errors.length > 0) throw new Error(errors.join('\n'));
      const of = (name) => (after[name] - before[name]) * 1000;
      return {
        ...outcome,
        task: of('TaskDuration'),
        script: of('ScriptDuration'),
        layout: of('LayoutDuration') + of('RecalcStyleDuration'),
        heap: JSHeapUsedSize - before.JSHeapUsedSize,
      };
    } finally {
      await page.close();
    }
  }

  return {
    measure,
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

async function metrics(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function late(timeout) {
  return new Promise((resolve) => setTimeout(resolve, timeout).unref());
}
