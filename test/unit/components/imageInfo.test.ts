import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageInfo } from '../../../src/components/media/imageInfo.ts';
import { base64Of, gif } from './media.ts';

const segment = [0xff, 0xe1, 0x01, 0x02, 'E'.repeat(0x100)] as const;
const frame = [0xff, 0xc2, 0, 11, 8, 0, 20, 0, 10, 1, 1, 0x11, 0] as const;

const ispe = (width: number, height: number) => [
  0,
  0,
  0,
  20,
  'ispe',
  0,
  0,
  0,
  0,
  0,
  0,
  width >> 8,
  width & 255,
  0,
  0,
  0,
  height,
];
const exif = (order: string, rest: readonly number[]) => [
  0xff,
  0xe1,
  0,
  40,
  'Exif',
  0,
  0,
  order,
  ...rest,
  '\0'.repeat(12),
];

test.each([
  [
    'PNG',
    base64Of([0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR', 0, 0, 1, 0, 0, 0, 0, 5], 40),
    { mimeType: 'image/png', width: 256, height: 5 },
  ],
  ['GIF', gif, { mimeType: 'image/gif', width: 3, height: 2 }],
  [
    'BMP, top-down',
    base64Of(['BM', 0, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 7, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff], 40),
    { mimeType: 'image/bmp', width: 7, height: 2 },
  ],
  [
    'WebP, lossy',
    base64Of(['RIFF', 9, 0, 0, 0, 'WEBPVP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0], 40),
    { mimeType: 'image/webp', width: 320, height: 240 },
  ],
  [
    'WebP, lossless',
    base64Of(['RIFF', 9, 0, 0, 0, 'WEBPVP8L', 0, 0, 0, 0, 0x2f, 0x3f, 0xc1, 0x3b, 0], 40),
    { mimeType: 'image/webp', width: 320, height: 240 },
  ],
  [
    'WebP, extended',
    base64Of(['RIFF', 9, 0, 0, 0, 'WEBPVP8X', 10, 0, 0, 0, 0, 0, 0, 0, 0x3f, 1, 0, 0xef, 0, 0], 40),
    { mimeType: 'image/webp', width: 320, height: 240 },
  ],
  ['AVIF', base64Of([0, 0, 0, 32, 'ftypavif'], 40), { mimeType: 'image/avif' }],
  [
    'AVIF, in tiles',
    base64Of([0, 0, 0, 32, 'ftypavif', ...ispe(64, 32), ...ispe(256, 128), ...ispe(64, 32)], 200),
    { mimeType: 'image/avif', width: 256, height: 128 },
  ],
  [
    'AVIF, turned',
    base64Of([0, 0, 0, 32, 'ftypavif', ...ispe(256, 128), 0, 0, 0, 9, 'irot', 3], 200),
    { mimeType: 'image/avif', width: 128, height: 256 },
  ],
  [
    'JPEG behind metadata',
    base64Of([0xff, 0xd8, ...segment, ...segment, ...frame], 600),
    { mimeType: 'image/jpeg', width: 10, height: 20 },
  ],
  [
    'JPEG of a camera held upright',
    base64Of([0xff, 0xd8, ...exif('MM', [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]), ...frame], 600),
    { mimeType: 'image/jpeg', width: 20, height: 10 },
  ],
  [
    'JPEG of another one, upside down',
    base64Of([0xff, 0xd8, ...exif('II', [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 3, 0]), ...frame], 600),
    { mimeType: 'image/jpeg', width: 10, height: 20 },
  ],
  ['JPEG without a frame', base64Of([0xff, 0xd8, ...segment], 600), { mimeType: 'image/jpeg' }],
])('%s is known by its bytes', (_, data, info) => {
  expect(imageInfo(data)).toEqual(info);
});

test('base64 in lines and in the URL-safe alphabet reads the same', () => {
  const data = base64Of([0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR', 0, 0, 1, 0, 0, 0, 0, 5], 40);
  const lines = data.replace(/.{7}/g, '$&\r\n').replaceAll('+', '-').replaceAll('/', '_');
  expect(imageInfo(lines)).toEqual(imageInfo(data));
});

test.each([
  '',
  'AAAA',
  btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  btoa('<!doctype html><script>'),
  base64Of(['II*', 0], 40),
  base64Of([0, 0, 0, 32, 'ftypheic'], 40),
  '%%%',
  base64Of(['RIFF', 9, 0, 0, 0, 'WAVEfmt '], 40),
])('%j is no image that may be drawn', (data) => {
  expect(imageInfo(data)).toBeUndefined();
});

test('no bytes behind a real beginning throw or yield a size that is no size', () => {
  const starts = [
    [0x89, 'PNG\r\n', 0x1a, '\n'],
    ['GIF89a'],
    ['BM'],
    ['RIFF', 1, 2, 3, 4, 'WEBPVP8X'],
    ['RIFF', 1, 2, 3, 4, 'WEBPVP8L'],
    [0xff, 0xd8, 0xff],
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 60 }),
      fc.nat({ max: 3 }),
      (start, bytes, cut) => {
        const data = base64Of([...start, ...bytes]);
        const info = imageInfo(data.slice(0, data.length - cut));
        if (info?.width !== undefined) {
          expect(info.width).toBeGreaterThan(0);
          expect(info.height).toBeGreaterThan(0);
        }
      },
    ),
  );
});
