import { expect, test } from 'vitest';
import { expectChat } from './expectChat.ts';
import { expectServer } from './expectServer.ts';
import { expectStored } from './expectStored.ts';
import { readmeBlocks } from './readmeBlocks.ts';
import { setUpApp } from './setUpApp.ts';

const { chat, next, page } = readmeBlocks;
const files = {
  server: { 'app/api/[...path]/route.ts': next },
  pages: { 'app/Chat.tsx': `'use client';\n\n${chat}`, 'app/page.css': page },
};
const set = setUpApp('next', files, ({ run }) => run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'));

test('builds with Next, chats in Chromium, renders on the server, and proxies', async () => {
  await set.app.run('npx', 'next', 'build');
  const origin = await set.app.start('npx', 'next', 'start', '--hostname', '127.0.0.1');
  expect(await (await fetch(`${origin}/stored`)).text()).toContain('data-slot="search-result-card"');
  await expectStored(`${origin}/stored`);
  await expectChat(origin);
  await expectServer(origin, set.gemini);
});
