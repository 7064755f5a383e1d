import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

/** The README's code block that has these words in it. */
function blockWith(words: string): string {
  const found = [...readme.matchAll(/```\w+\n([^]*?)```/g)].flatMap(([, code = '']) =>
    code.includes(words) ? [code] : [],
  );
  if (found.length !== 1) throw new Error(`The README has ${found.length} code blocks with "${words}".`);
  return found[0] ?? '';
}

/** What an app takes from the README, as it stands there: by the name of the file that it is to be. */
export const readmeBlocks = {
  chat: blockWith('export function Chat()'),
  page: blockWith('background: var(--ris-surface, var(--ris-surface-default));'),
  next: blockWith('export { proxy as DELETE'),
  hono: blockWith("from 'hono'"),
  express: blockWith("from 'express'"),
  vite: blockWith('configurePreviewServer'),
};

/** A block with the proxy, in front of another server than Google's. */
export function inFrontOf(origin: string, block: string): string {
  const call = 'createInteractionsProxy()';
  if (!block.includes(call)) throw new Error(`The block does not say ${call}.`);
  return block.replace(call, `createInteractionsProxy({ baseUrl: '${origin}/v1beta' })`);
}
