import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import * as library from '../../../src/index.ts';
import { componentProps, withApiTables } from './apiTables.ts';

const path = resolve(import.meta.dirname, '../../../README.md');
const readme = readFileSync(path, 'utf8');

/** `npm run docs` writes them. */
test('the tables of options and props in the README are those of the types', async () => {
  const config = await resolveConfig(path);
  await expect(await format(withApiTables(readme), { ...config, parser: 'markdown' })).toMatchFileSnapshot(path);
});

test('a table is of what the type says now: an option that is gone or renamed goes', () => {
  const stale = readme.replace('`transport?: InteractionTransport`', '`gone?: never`');
  expect(stale).not.toBe(readme);
  expect(withApiTables(stale)).not.toContain('gone?: never');
  expect(withApiTables(stale)).toContain('| `maxRounds?: number` |');
});

test('every component that the entry exports has its props', () => {
  const components = Object.entries(library).filter(
    ([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function' && !name.endsWith('Error'),
  );
  expect(components.length).toBeGreaterThan(20);
  expect([...componentProps().keys()].sort()).toEqual(components.map(([name]) => name).sort());
});

test('props are followed through what they extend, leave out, and are given', () => {
  const signatures = (name: string) => (componentProps().get(name) ?? []).map(({ signature }) => signature);
  expect(signatures('ModelOutput')).toEqual([
    'step: ModelOutputStep',
    'status?: StepStatus',
    'startedAt?: number',
    'stoppedAt?: number',
    "format?: 'json'",
  ]);
  expect(signatures('ErrorNotice')).not.toContain('tone?: NoticeTone');
  expect(signatures('ErrorNotice')).toContain('onRetry?: () => void');
  expect(signatures('ToolCard')).toContain('call?: Step');
  expect(signatures('UnknownStep')).toContain('step: Step');
});
