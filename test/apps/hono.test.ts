import { test } from 'vitest';
import { expectServer } from './expectServer.ts';
import { readmeBlocks } from './readmeBlocks.ts';
import { setUpApp } from './setUpApp.ts';

const files = { server: { 'app.ts': readmeBlocks.hono } };
const set = setUpApp('hono', files, ({ run }) => run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'));

test('proxies with Hono', async () => {
  await set.app.run('npx', 'tsc');
  await expectServer(await set.app.start(process.execPath, 'built/start.js'), set.gemini);
});
