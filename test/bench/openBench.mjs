import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview, runnerImport } from 'vite';

// Vite's runner would make it a development build of React.
process.env.NODE_ENV = 'production';

const root = join(import.meta.dirname, '../..');
/** Of a screen with 60 pictures a second, in ms. */
const FRAME = 16.7;

/**
 * Builds the page of the rendering benchmark for production, as an app would be, and opens Chromium.
 *
 * `measure` streams one document into a page of its own and says what that cost, in ms and bytes: `wall`, `task` (of the
 * main thread), `longest` (task over 50 ms, else 0), `commits`, `heap` (what is left after a collection). `undefined` where
 * it takes longer than `timeout`, in ms. `trace` says how long each task of the main thread took instead.
 */
export async function openBench() {
  const outDir = await mkdtemp(join(root, 'node_modules/.rendering-'));
  await build({
    root: join(import.meta.dirname, 'rendering'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 10_000 },
  });
  const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { port: 0 } });
  const { launchChromium } = (await runnerImport(join(root, 'test/chromium.ts'))).module;
  const browser = await launchChromium();

  async function withPage(run, work) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.setDefaultTimeout(120_000);
    try {
      await page.goto(server.resolvedUrls.local[0]);
      await page.waitForFunction(() => 'prepare' in window);
      await page.evaluate(async (run) => void (window.go = await window.prepare(run)), run);
      const result = await work(page);
      if (errors.length > 0) throw new Error(`${run.candidate}: ${errors.join('\n')}`);
      return result;
    } finally {
      await page.close();
    }
  }

  function measure(run, timeout = 60_000) {
    return withPage(run, async (page) => {
      const client = await page.context().newCDPSession(page);
      await client.send('Performance.enable');
      await client.send('HeapProfiler.collectGarbage');
      const before = await metrics(client);
      const outcome = await Promise.race([page.evaluate(() => window.go()), late(timeout)]);
      if (outcome === undefined) return undefined;
      const after = await metrics(client);
      await client.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize } = await metrics(client);
      const task = (after.TaskDuration - before.TaskDuration) * 1000;
      return { ...outcome, task, heap: JSHeapUsedSize - before.JSHeapUsedSize };
    });
  }

  function trace(run) {
    return withPage(run, async (page) => {
      await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
      await page.evaluate(() => window.go());
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
      const tasks = tasksOf(traceEvents);
      return {
        count: tasks.length,
        inFrame: tasks.filter((duration) => duration <= FRAME).length / tasks.length,
        longest: tasks.reduce((a, b) => Math.max(a, b), 0),
      };
    });
  }

  return {
    measure,
    trace,
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

/** How long each task of the page's main thread took, in ms: that thread which had most to do. */
function tasksOf(events) {
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) =>
      events
        .filter((event) => event.pid === pid && event.tid === tid && event.name === 'ThreadControllerImpl::RunTask')
        .map(({ dur = 0 }) => dur / 1000),
    );
  return threads.reduce((busiest, tasks) => (tasks.length > busiest.length ? tasks : busiest), []);
}

async function metrics(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function late(timeout) {
  return new Promise((resolve) => setTimeout(resolve, timeout).unref());
}
