import { expect, test } from 'vitest';
import { isRecording } from '../../../playground/attachments.ts';
import { recordings } from '../../../src/testing.ts';

test.each(Object.keys(recordings) as (keyof typeof recordings)[])('%s is taken for a recording', (name) => {
  expect(isRecording(recordings[name])).toBe(true);
});

test.each([': a comment\n\ndata: {}\n\n', '\uFEFFdata: {}\r\n\r\n', 'id: 1\nevent: a\ndata: {}\n\n'])(
  'so is %j',
  (text) => {
    expect(isRecording(text)).toBe(true);
  },
);

test.each([
  '',
  'Tell me about data: why?',
  'event: the launch, on Monday',
  'data structures\ndata: none',
  'data: is a word too',
  ': smile',
])('the prose %j is not', (text) => {
  expect(isRecording(text)).toBe(false);
});
