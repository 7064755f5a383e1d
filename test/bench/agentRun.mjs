/**
 * Whether a long agent run leaves the page its main thread. Run it with `node test/bench/agentRun.mjs`.
 *
 * It builds a page with the library as it is now, streams a run of 3,000 steps into it in Chromium while the page follows
 * its end, and prints how long the tasks of the main thread took, beside those of the same page with nothing to do. It exits
 * with 1 when less than 95 % of them end within a frame (16.7 ms) or one takes more than 100 ms, or when the heap grows by
 * more than 40 bytes for each byte that arrived. Another number of steps can be given; `TRACE=file` keeps the trace, for the
 * DevTools. On a busy machine tasks are interrupted, and so take longer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview, runnerImport } from 'vite';

// Vite's runner would make it a development build of React.
process.env.NODE_ENV = 'production';

const STEPS = Number(process.argv[2] ?? 3000);
const FRAME = 16.7;
const LONGEST = 100;
const HEAP_PER_BYTE = 40;

const root = join(import.meta.dirname, '../..');
const { launchChromium } = (await runnerImport(join(root, 'test/chromium.ts'))).module;
const outDir = await mkdtemp(join(root, 'node_modules/.agent-run-'));
await build({
  root: join(import.meta.dirname, 'agentRun'),
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  build: { outDir, emptyOutDir: true, target: 'es2022' },
});
const { createInteractionsServer } = (await runnerImport(join(root, 'src/testing.ts'))).module;
const { toMiddleware } = (await runnerImport(join(root, 'playground/server/toMiddleware.ts'))).module;
const { agentSteps } = (await runnerImport(join(root, 'test/browser/agentSteps.ts'))).module;
const interactions = createInteractionsServer({ respond: () => agentSteps(STEPS), pace: 1 });
const server = await preview({
  root: join(import.meta.dirname, 'agentRun'),
  configFile: false,
  logLevel: 'error',
  plugins: [
    {
      name: 'interactions',
      configurePreviewServer: ({ middlewares }) => {
        middlewares.use(toMiddleware('/v1beta', (request) => interactions.fetch(request)));
      },
    },
  ],
  build: { outDir },
  preview: { port: 0, host: '127.0.0.1' },
});
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await launchChromium({ args: ['--enable-precise-memory-info'] });

/** Opens the page, lets it settle, and traces it while it runs. */
async function measure(name, steps) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  await page.waitForFunction(() => window.agentRun !== undefined);
  await page.waitForTimeout(1000);
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const before = await heap();
  await browser.startTracing(page, {
    categories: [
      'toplevel',
      'disabled-by-default-devtools.timeline',
      'devtools.timeline',
      'blink.user_timing',
      '__metadata',
    ],
  });
  const started = performance.now();
  const result = await page.evaluate(
    (count) =>
      count > 0 ? window.agentRun() : new Promise((done) => setTimeout(() => done({ bytes: 0, rows: 0 }), 12_000)),
    steps,
  );
  const seconds = (performance.now() - started) / 1000;
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const grown = (await heap()) - before;
  await page.close();
  if (errors.length > 0) throw new Error(`${name}: ${errors.join('\n')}`);
  return { name, seconds, grown, ...result, tasks: mainThreadTasks(trace.traceEvents), events: trace.traceEvents };
}

/** Durations of all tasks of the page's main thread, in ms. */
function mainThreadTasks(events) {
  const main = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const marked = events.find(({ name }) => name === 'agentRun:start');
  const isMain = (event) => main.some(({ pid, tid }) => event.pid === pid && event.tid === tid);
  const pid = marked?.pid;
  return events
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .filter((event) => isMain(event) && (pid === undefined || event.pid === pid))
    .map(({ dur = 0 }) => dur / 1000);
}

function share(tasks) {
  return tasks.filter((task) => task <= FRAME).length / Math.max(1, tasks.length);
}
const percent = (part) => `${(part * 100).toFixed(2)} %`;

let failed = false;
function claim(ok, text) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${text}`);
  failed ||= !ok;
}

try {
  const idle = await measure('idle control page', 0);
  const run = await measure(`run of ${STEPS} steps`, STEPS);
  for (const { name, seconds, tasks } of [idle, run]) {
    const sorted = tasks.toSorted((a, b) => b - a);
    const busy = tasks.reduce((sum, task) => sum + task, 0) / (seconds * 10);
    console.log(
      `     ${name}: ${tasks.length} tasks in ${seconds.toFixed(1)} s, busy ${busy.toFixed(1)} %, ` +
        `the longest ${sorted
          .slice(0, 5)
          .map((task) => task.toFixed(1))
          .join(', ')} ms`,
    );
  }
  const heavy = run.tasks.filter((task) => task > 1);
  claim(
    share(run.tasks) >= 0.95,
    `tasks within one frame: ${percent(share(run.tasks))} (idle: ${percent(share(idle.tasks))})`,
  );
  console.log(`     of those that take more than 1 ms: ${percent(share(heavy))} of ${heavy.length}`);
  claim(
    Math.max(...run.tasks) <= LONGEST,
    `longest task: ${Math.max(...run.tasks).toFixed(1)} ms (idle: ${Math.max(...idle.tasks).toFixed(1)} ms)`,
  );
  claim(
    run.grown <= run.bytes * HEAP_PER_BYTE,
    `heap: ${(run.grown / 1e6).toFixed(1)} MB more for ${(run.bytes / 1e6).toFixed(2)} MB that arrived, ${(run.grown / run.bytes).toFixed(1)} bytes for each (idle: ${(idle.grown / 1e6).toFixed(1)} MB)`,
  );
  if (process.env.TRACE)
    (await import('node:fs')).writeFileSync(process.env.TRACE, JSON.stringify({ traceEvents: run.events }));
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}
process.exitCode = failed ? 1 : 0;
