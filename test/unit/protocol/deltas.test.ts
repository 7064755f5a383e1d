import { describe, expect, test } from 'vitest';
import { isEvent } from '../../../src/protocol/guards.ts';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

function normalizeDelta(delta: unknown): unknown {
  const event = normalizeEvent({ event_type: 'step.delta', index: 0, delta });
  return isEvent(event, 'step.delta') ? event.delta : expect.unreachable('another event');
}

describe('a delta without a type is told by its keys', () => {
  test.each([
    [{ text: 'Lake' }, { type: 'text', text: 'Lake' }],
    [{ text: '' }, { type: 'text', text: '' }],
    [{ signature: 'c2ln' }, { type: 'thought_signature', signature: 'c2ln' }],
    [{ arguments: '{"lake"' }, { type: 'arguments_delta', arguments: '{"lake"' }],
    [{ partial_arguments: ':1}' }, { type: 'arguments_delta', arguments: ':1}' }],
    [
      { annotations: [{ url: 'https://example.org' }] },
      { type: 'text_annotation_delta', annotations: [{ type: 'url_citation', url: 'https://example.org' }] },
    ],
    [
      { data: 'AAAA', mime_type: 'image/png' },
      { type: 'image', data: 'AAAA', mime_type: 'image/png' },
    ],
    [
      { data: 'QQ==', mime_type: 'audio/l16; rate=24000' },
      { type: 'audio', data: 'QQ==', mime_type: 'audio/l16; rate=24000' },
    ],
    [
      { uri: 'files/clip', mime_type: 'video/mp4' },
      { type: 'video', uri: 'files/clip', mime_type: 'video/mp4' },
    ],
    [
      { uri: 'files/lakes', mime_type: 'application/pdf' },
      { type: 'document', uri: 'files/lakes', mime_type: 'application/pdf' },
    ],
    ['Lake', { type: 'text', text: 'Lake' }],
  ])('%j', (delta, expected) => {
    expect(normalizeDelta(delta)).toStrictEqual(expected);
  });

  test('and where they do not tell, its type is empty and nothing of it is lost', () => {
    expect(normalizeDelta({})).toStrictEqual({ type: '' });
    expect(normalizeDelta({ type: null, is_error: true })).toStrictEqual({ type: '', is_error: true });
    expect(normalizeDelta({ signature: 'c2ln', result: 'done' })).toStrictEqual({
      type: '',
      signature: 'c2ln',
      result: 'done',
    });
    expect(normalizeDelta({ data: 'AAAA' })).toStrictEqual({ type: '', data: 'AAAA' });
    expect(normalizeDelta({ inlineData: {}, signature: 'c2ln' })).toStrictEqual({
      type: '',
      inlineData: {},
      signature: 'c2ln',
    });
  });
});

describe('text', () => {
  test('may be wrapped in content', () => {
    expect(normalizeDelta({ type: 'text', content: { type: 'text', text: 'Lake' } })).toStrictEqual({
      type: 'text',
      text: 'Lake',
    });
    expect(normalizeDelta({ type: 'text', content: 'Lake' })).toStrictEqual({ type: 'text', text: 'Lake' });
  });

  test('may be called text_delta', () => {
    expect(normalizeDelta({ type: 'text_delta', text: 'Lake' })).toStrictEqual({ type: 'text', text: 'Lake' });
  });

  test('may bring its annotations along', () => {
    const annotations = [{ uri: 'https://example.org', startIndex: 0, endIndex: 4 }];
    const current = [{ type: 'url_citation', url: 'https://example.org', start_index: 0, end_index: 4 }];
    expect(normalizeDelta({ type: 'text', text: 'Lake', annotations })).toStrictEqual({
      type: 'text',
      text: 'Lake',
      annotations: current,
    });
    expect(normalizeDelta({ type: 'text', annotations })).toStrictEqual({
      type: 'text_annotation_delta',
      annotations: current,
    });
    expect(normalizeDelta({ type: 'text_annotation', annotations })).toStrictEqual({
      type: 'text_annotation_delta',
      annotations: current,
    });
  });

  test('that is not there is not made up', () => {
    const delta = { type: 'text', text: 5 };
    expect(normalizeDelta(delta)).toBe(delta);
  });
});

describe('a thought', () => {
  const expected = { type: 'thought_summary', content: { type: 'text', text: 'Comparing.' } };

  test.each([
    { type: 'thought', text: 'Comparing.' },
    { type: 'thought_summary', text: 'Comparing.' },
    { type: 'thought_summary', content: { text: 'Comparing.' } },
    { type: 'thought_summary', content: 'Comparing.' },
    { type: 'thought_summary', content: [{ type: 'text', text: 'Comparing.' }] },
    { type: 'thought', content: { text: 'Comparing.' } },
    { type: 'thought', summary: ['Comparing.'] },
  ])('is one summary entry, sent as %j', (delta) => {
    expect(normalizeDelta(delta)).toStrictEqual(expected);
  });

  test('may bring the signature, too or alone', () => {
    expect(normalizeDelta({ type: 'thought', text: 'Comparing.', signature: 'c2ln' })).toStrictEqual({
      ...expected,
      signature: 'c2ln',
    });
    expect(normalizeDelta({ type: 'thought', signature: 'c2ln' })).toStrictEqual({
      type: 'thought_signature',
      signature: 'c2ln',
    });
  });

  test('of several summary entries at once stays whole', () => {
    expect(normalizeDelta({ type: 'thought', summary: ['One.', 'Two.'] })).toStrictEqual({
      type: 'thought',
      summary: [
        { type: 'text', text: 'One.' },
        { type: 'text', text: 'Two.' },
      ],
    });
  });

  test('may have an image in its summary', () => {
    const delta = { type: 'thought_summary', content: { type: 'image', data: 'AAAA', mime_type: 'image/png' } };
    expect(normalizeDelta(delta)).toBe(delta);
  });
});

describe('the arguments of a call', () => {
  test('as text are an arguments_delta', () => {
    expect(normalizeDelta({ type: 'arguments', partial_arguments: '{"lake":' })).toStrictEqual({
      type: 'arguments_delta',
      arguments: '{"lake":',
    });
    expect(normalizeDelta({ type: 'arguments', arguments: {}, partial_arguments: '"Baikal"}' })).toStrictEqual({
      type: 'arguments_delta',
      arguments: '"Baikal"}',
    });
  });

  test('as an object are no text to be joined, but laid over the call', () => {
    const args = { lake: 'Baikal', depth: 12345678901234567890n };
    expect(normalizeDelta({ type: 'arguments_delta', arguments: args })).toStrictEqual({
      type: 'function_call',
      arguments: args,
    });
    const legacy = { type: 'function_call', id: 'c1', name: 'depth_of', arguments: args };
    expect(normalizeDelta(legacy)).toBe(legacy);
  });
});

describe('a wrapped content item', () => {
  test('is unwrapped where it can be only one thing', () => {
    const audio = { type: 'audio', data: 'QQ==', mime_type: 'audio/l16' };
    expect(normalizeDelta({ type: 'content', content: audio })).toStrictEqual(audio);
    expect(normalizeDelta({ content: { inlineData: { mimeType: 'video/mp4', data: 'AAAA' } } })).toStrictEqual({
      type: 'video',
      data: 'AAAA',
      mime_type: 'video/mp4',
    });
    expect(normalizeDelta({ type: 'content', content: { type: 'thought', text: 'Comparing.' } })).toStrictEqual({
      type: 'thought_summary',
      content: { type: 'text', text: 'Comparing.' },
    });
    expect(normalizeDelta({ type: 'content', content: { type: 'arguments', partial_arguments: '{' } })).toStrictEqual({
      type: 'arguments_delta',
      arguments: '{',
    });
  });

  test.each([
    { type: 'content', content: { type: 'text', text: 'Lake' } },
    { type: 'content', content: { text: 'Lake' } },
    { type: 'content', content: 'Lake' },
    { content: { text: 'Lake' } },
    { content: 'Lake' },
    { content: [{ text: 'Lake' }] },
  ])('stays wrapped where only the step can tell whether it is an answer or a summary: %j', (delta) => {
    expect(normalizeDelta(delta)).toStrictEqual({ type: 'content', content: { type: 'text', text: 'Lake' } });
  });

  test('that is an image may belong to a summary as well', () => {
    const delta = { type: 'content', content: { type: 'image', data: 'AAAA', mime_type: 'image/png' } };
    expect(normalizeDelta(delta)).toBe(delta);
  });

  test('inside a wrapped item stays as it came, and so do several at once', () => {
    const delta = { type: 'content', content: { type: 'content', content: { type: 'text', text: 'Lake' } } };
    expect(normalizeDelta(delta)).toBe(delta);
    const several = {
      type: 'content',
      content: [
        { type: 'text', text: 'La' },
        { type: 'text', text: 'ke' },
      ],
    };
    expect(normalizeDelta(several)).toBe(several);
  });
});

describe('a search', () => {
  test('may have its query or its suggestions outside of their place', () => {
    expect(normalizeDelta({ type: 'google_search_call', query: 'deepest lake', signature: 'c2ln' })).toStrictEqual({
      type: 'google_search_call',
      signature: 'c2ln',
      arguments: { queries: ['deepest lake'] },
    });
    expect(normalizeDelta({ type: 'google_search_result', search_suggestions: '<b>lake</b>' })).toStrictEqual({
      type: 'google_search_result',
      result: [{ search_suggestions: '<b>lake</b>' }],
    });
  });
});
