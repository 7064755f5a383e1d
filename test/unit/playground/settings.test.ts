import { expect, test } from 'vitest';
import { formatSettings, parseSettings } from '../../../playground/settings.ts';

test('settings survive the way into a hash and back', () => {
  const settings = {
    recording: 'grounded-answer',
    pace: 0,
    chunk: 16,
    fault: ['cut', 'garbage'],
    after: 3,
    at: 0,
    tape: 'a-b_c',
    theme: 'dark',
    dir: 'rtl',
    panel: 'inspect',
    functions: 'manual',
    backend: 'live',
    model: 'a/b&c=d #e',
  } as const;
  expect(parseSettings(`#${formatSettings(settings)}`)).toEqual(settings);
});

test('defaults leave no trace in the hash', () => {
  expect(formatSettings(parseSettings(''))).toBe('');
});

test.each([
  '#pace=-1&chunk=x&fault=cut;toString&after=x&at=-2&dir=up&panel=&theme=blue&functions=&backend=%zz',
  '#pace',
  '####',
])('the bad hash %s gives defaults', (hash) => {
  expect(parseSettings(hash)).toEqual(parseSettings(''));
});
