import { resolve } from 'node:path';
import { test } from 'vitest';
import { expectChat } from './expectChat.ts';
import { expectServer } from './expectServer.ts';
import { installOffline } from './makeApp.ts';
import { readmeBlocks } from './readmeBlocks.ts';
import { setUpApp } from './setUpApp.ts';

const { chat, page, vite } = readmeBlocks;
const files = { server: { 'vite.config.ts': vite }, pages: { 'Chat.tsx': chat, 'page.css': page } };
const packages = ['react', 'react-dom', 'zustand', 'eventsource-parser', 'marked', 'vite', '@vitejs/plugin-react'];
const set = setUpApp('vite', files, (app) => installOffline(app, packages));

/** Vite's own program: it loads `vite.config.ts` from where it is started. */
const bin = resolve(import.meta.dirname, '../../node_modules/vite/bin/vite.js');
const start = (...args: string[]) =>
  set.app.start(
    'sh',
    '-c',
    `exec "$0" "$@" --host 127.0.0.1 --port "$PORT" --strictPort`,
    process.execPath,
    bin,
    ...args,
  );

test('builds with Vite, chats in Chromium, and proxies', async () => {
  await set.app.run(process.execPath, bin, 'build', '--logLevel', 'warn');
  const origin = await start('preview');
  await expectChat(origin);
  await expectServer(origin, set.gemini);
});

test('runs on Vite’s dev server', async () => {
  const origin = await start();
  await expectChat(origin);
  await expectServer(origin, set.gemini);
});
