import { test } from 'vitest';
import { expectServer } from './expectServer.ts';
import { readmeBlocks } from './readmeBlocks.ts';
import { setUpApp } from './setUpApp.ts';

const app = readmeBlocks.express.replace('listen(3000)', "listen(Number(process.env.PORT), '127.0.0.1')");
const set = setUpApp('express', { server: { 'app.ts': app } }, ({ run }) =>
  run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'),
);

test('proxies with Express', async () => {
  await set.app.run('npx', 'tsc');
  await expectServer(await set.app.start(process.execPath, 'built/app.js'), set.gemini);
});
