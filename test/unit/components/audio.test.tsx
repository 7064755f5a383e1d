// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AudioItem } from '../../../src/components/media/AudioItem.tsx';
import { base64Size, decodeBase64 } from '../../../src/components/media/base64.ts';
import { extensionOf, parseMediaType } from '../../../src/components/media/mediaType.ts';
import { pcmFormat, pcmToWav } from '../../../src/components/media/pcmToWav.ts';
import { BLOB_GRACE } from '../../../src/components/media/sharedBlobs.ts';
import type { AudioContent } from '../../../src/protocol/Content.ts';
import { pcm } from './media.ts';

const blobs = new Map<string, Blob>();

let made = 0;

beforeEach(() => {
  vi.useFakeTimers();
  blobs.clear();
  URL.createObjectURL = vi.fn((blob: Blob) => {
    const url = `blob:http://localhost/${(made += 1)}`;
    blobs.set(url, blob);
    return url;
  });
  URL.revokeObjectURL = vi.fn((url: string) => void blobs.delete(url));
});

afterEach(() => {
  cleanup();
  vi.runAllTimers();
  vi.useRealTimers();
});

test('bytes survive base64, in one piece or in padded pieces one after another', () => {
  const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }), (pieces) => {
      const bytes = pieces.flatMap((piece) => [...piece]);
      expect([...(decodeBase64(pieces.map(toBase64).join('\n')) ?? [])]).toEqual(bytes);
      const whole = toBase64(Uint8Array.from(bytes));
      expect([...(decodeBase64(whole.replaceAll('+', '-').replaceAll('/', '_')) ?? [])]).toEqual(bytes);
      expect(base64Size(whole)).toBe(bytes.length);
    }),
  );
});

test.each(['A', '%', 'AAAA%', 'äää', 5, null, undefined, {}])('%j is no base64', (data) => {
  expect(decodeBase64(data)).toBeUndefined();
});

test('PCM gets a WAV header, and half a sample is cut', () => {
  const parts = pcmToWav(decodeBase64(pcm) ?? new Uint8Array(), { rate: 16_000, channels: 1 });
  const wav = Uint8Array.from(parts.flatMap((part) => [...part]));
  const view = new DataView(wav.buffer);
  const ascii = (at: number) => String.fromCharCode(...wav.subarray(at, at + 4));
  expect([ascii(0), ascii(8), ascii(12), ascii(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect(wav).toHaveLength(50);
  expect(view.getUint32(4, true)).toBe(42);
  expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true)]).toEqual([1, 1, 16_000]);
  expect([view.getUint32(28, true), view.getUint16(32, true), view.getUint16(34, true)]).toEqual([32_000, 2, 16]);
  expect(view.getUint32(40, true)).toBe(6);
  expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([1, 2, 0x7fff]);
});

test.each([
  ['audio/l16; rate=16000; channels=2', undefined, undefined, { rate: 16_000, channels: 2 }],
  ['audio/L16;codec=pcm;Rate="8000"', undefined, undefined, { rate: 8_000, channels: 1 }],
  ['audio/l16; rate=16000', 44_100, 2, { rate: 44_100, channels: 2 }],
  ['audio/l16', undefined, undefined, { rate: 24_000, channels: 1 }],
  ['audio/l16; rate=fast; channels=-1', 0, 1.5, { rate: 24_000, channels: 1 }],
  ['audio/l16', '48000', { length: 1 }, { rate: 48_000, channels: 1 }],
])('%s with the fields %j and %j plays as %j', (mimeType, rate, channels, format) => {
  expect(pcmFormat(parseMediaType(mimeType).parameters, rate, channels)).toEqual(format);
});

test.each([
  ['application/pdf', 'pdf'],
  ['text/plain; charset=utf-8', 'txt'],
  ['image/svg+xml', 'svg'],
  ['audio/x-wav', 'wav'],
  ['video/mpeg', 'mpg'],
  ['../../etc', ''],
  ['a/../../b', ''],
  [undefined, ''],
])('a file of the type %j ends in %j', (type, extension) => {
  expect(extensionOf(parseMediaType(type))).toBe(extension);
});

test('raw PCM plays as WAV from a blob that goes with the component', async () => {
  const content: AudioContent = { type: 'audio', data: pcm, mime_type: 'audio/l16; rate=8000' };
  const { container, unmount } = render(
    <StrictMode>
      <AudioItem content={content} />
    </StrictMode>,
  );
  const audio = container.querySelector('audio');
  expect(audio?.controls).toBe(true);
  const blob = blobs.get(audio?.src ?? '');
  expect(blob?.type).toBe('audio/wav');
  expect(blob?.size).toBe(50);
  expect(blobs.size).toBe(1);
  unmount();
  vi.advanceTimersByTime(BLOB_GRACE);
  expect(blobs.size).toBe(0);
});

test('another format plays as it is', () => {
  const { container } = render(<AudioItem content={{ type: 'audio', data: pcm, mime_type: 'audio/mpeg' }} />);
  const blob = blobs.get(container.querySelector('audio')?.src ?? '');
  expect([blob?.type, blob?.size]).toEqual(['audio/mpeg', 7]);
});

test.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'nonsense'])(
  'a clip that calls itself %s gets a blob of no type, which no tab would run',
  (mimeType) => {
    const { container } = render(<AudioItem content={{ type: 'audio', data: pcm, mime_type: mimeType }} />);
    expect(blobs.get(container.querySelector('audio')?.src ?? '')?.type).toBe('');
  },
);

test('a clip that still streams is waited for', () => {
  const { container } = render(<AudioItem content={{ type: 'audio', data: pcm }} status="streaming" />);
  expect(container.querySelector('audio')).toBeNull();
  expect(container.firstElementChild?.getAttribute('data-state')).toBe('loading');
  expect(blobs.size).toBe(0);
});

test.each([
  [{ data: '%%%' }, 'failed'],
  [{}, 'missing'],
  [{ uri: 'gs://b/x' }, 'refused'],
  [{ uri: 'https://a.example/x.mp3' }, 'ask'],
])('without a playable clip (%j) it says why: %s', (fields, state) => {
  const { container } = render(<AudioItem content={{ type: 'audio', ...fields }} />);
  expect(container.querySelector('audio')).toBeNull();
  expect(container.firstElementChild?.getAttribute('data-state')).toBe(state);
});
