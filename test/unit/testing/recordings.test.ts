import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { RecordingName } from '../../../src/testing.ts';

const folder = new URL('../../../src/testing/recordings/', import.meta.url);

/** `Record` makes the compiler demand each name of the type. */
const names: Record<RecordingName, true> = {
  audio: true,
  'code-execution': true,
  counting: true,
  'deep-research': true,
  'file-search': true,
  'function-call-turn-1': true,
  'function-call-turn-2': true,
  'grounded-answer': true,
  incomplete: true,
  'interleaved-images': true,
  maps: true,
  mcp: true,
  'mid-stream-error': true,
  'migration-dialect': true,
  'parallel-function-calls': true,
  rtl: true,
  'search-and-function-call': true,
  thinking: true,
  'tool-agent': true,
  transcription: true,
  'unknown-things': true,
  'url-context': true,
};

test('every recording is exported under the name of its file, and the type names them all', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sse')).map((file) => file.slice(0, -4));
  expect(Object.keys(recordings).sort()).toEqual(files.sort());
  expect(Object.keys(recordings).sort()).toEqual(Object.keys(names).sort());
});

test.each(Object.keys(names) as RecordingName[])('%s is the text of its file', async (name) => {
  expect(recordings[name]).toBe(await readFile(new URL(`${name}.sse`, folder), 'utf8'));
});
