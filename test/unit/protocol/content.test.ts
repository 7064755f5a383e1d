import { describe, expect, test } from 'vitest';
import { isEvent, isStep } from '../../../src/protocol/guards.ts';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

function normalizeContent(...content: unknown[]): unknown {
  const event = normalizeEvent({ event_type: 'step.start', step: { type: 'model_output', content } });
  return isEvent(event, 'step.start') && isStep(event.step, 'model_output')
    ? event.step.content
    : expect.unreachable('another step');
}

function normalizeAnnotations(...annotations: unknown[]): unknown {
  const event = normalizeEvent({ event_type: 'step.delta', delta: { type: 'text_annotation_delta', annotations } });
  return isEvent(event, 'step.delta') && event.delta.type === 'text_annotation_delta'
    ? event.delta.annotations
    : expect.unreachable('another delta');
}

test('offsets that protobuf wrote as digits are numbers; what is none stays as it came', () => {
  const offsets = [{ start_index: '0', endIndex: '31' }, { end_index: '' }, { end_index: 'x' }, { end_index: -1 }];
  expect(normalizeAnnotations(...offsets)).toEqual([
    { type: '', start_index: 0, end_index: 31 },
    { type: '', end_index: '' },
    { type: '', end_index: 'x' },
    { type: '', end_index: -1 },
  ]);
});

describe('media', () => {
  test.each([
    { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
    { inline_data: { mime_type: 'image/png', data: 'AAAA' } },
    { type: 'image', inlineData: { mimeType: 'image/png', data: 'AAAA' } },
    { type: 'image', mimeType: 'image/png', data: 'AAAA' },
    { mime_type: 'image/png', data: 'AAAA' },
  ])('lie flat and in snake_case: %j', (item) => {
    expect(normalizeContent(item)).toStrictEqual([{ type: 'image', mime_type: 'image/png', data: 'AAAA' }]);
  });

  test.each([
    { fileData: { mimeType: 'application/pdf', fileUri: 'files/lakes' } },
    { file_data: { mime_type: 'application/pdf', file_uri: 'files/lakes' } },
    { type: 'document', mimeType: 'application/pdf', fileUri: 'files/lakes' },
    { mime_type: 'application/pdf', uri: 'files/lakes' },
  ])('by reference, too: %j', (item) => {
    expect(normalizeContent(item)).toStrictEqual([
      { type: 'document', mime_type: 'application/pdf', uri: 'files/lakes' },
    ]);
  });

  test('keep their own fields over those of the wrapper', () => {
    const item = {
      type: 'audio',
      mime_type: 'audio/l16',
      sampleRate: 16_000,
      inlineData: { data: 'QQ==', mimeType: 'x/y' },
    };
    expect(normalizeContent(item)).toMatchObject([
      { type: 'audio', mime_type: 'audio/l16', sample_rate: 16_000, data: 'QQ==' },
    ]);
  });

  test('without a payload or a mime type are of no known type', () => {
    expect(normalizeContent({ mime_type: 'image/png' }, { data: 'AAAA' }, {})).toStrictEqual([
      { type: '', mime_type: 'image/png' },
      { type: '', data: 'AAAA' },
      { type: '' },
    ]);
  });
});

describe('what is no content item', () => {
  test('is left out of the list', () => {
    expect(normalizeContent(null, 5, ['x'], { type: 'text', text: 'Hi' }, true)).toStrictEqual([
      { type: 'text', text: 'Hi' },
    ]);
  });
});

describe('annotations', () => {
  test('of an early dialect have a uri and no type', () => {
    expect(
      normalizeAnnotations({ start_index: 0, end_index: 12, uri: 'https://example.org', title: 'example.org' }),
    ).toStrictEqual([
      { type: 'url_citation', start_index: 0, end_index: 12, url: 'https://example.org', title: 'example.org' },
    ]);
  });

  test('may have offsets in camelCase', () => {
    expect(normalizeAnnotations({ type: 'url_citation', url: 'u', startIndex: 3, endIndex: 9 })).toStrictEqual([
      { type: 'url_citation', url: 'u', start_index: 3, end_index: 9 },
    ]);
  });

  test('are told by what they cite', () => {
    expect(
      normalizeAnnotations(
        { place_id: 'p1', uri: 'u' },
        { document_uri: 'files/a' },
        { file_name: 'a.pdf' },
        { mood: 'grey' },
      ),
    ).toStrictEqual([
      { type: 'place_citation', place_id: 'p1', url: 'u' },
      { type: 'file_citation', document_uri: 'files/a' },
      { type: 'file_citation', file_name: 'a.pdf' },
      { type: '', mood: 'grey' },
    ]);
  });

  test('keep a url, and fields that nobody knows', () => {
    const annotation = { type: 'url_citation', url: 'https://a.example', uri: 'https://b.example', snippet: 'x' };
    expect(normalizeAnnotations(annotation)).toStrictEqual([annotation]);
  });

  test('stand in the text items of whole steps as well', () => {
    expect(normalizeContent({ type: 'text', text: 'Baikal', annotations: { uri: 'u' } })).toStrictEqual([
      { type: 'text', text: 'Baikal', annotations: [{ type: 'url_citation', url: 'u' }] },
    ]);
    expect(normalizeContent({ type: 'text', text: 'Baikal', annotations: null })).toStrictEqual([
      { type: 'text', text: 'Baikal' },
    ]);
  });
});
