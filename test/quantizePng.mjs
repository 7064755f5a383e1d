import { crc32, deflateSync } from 'node:zlib';

/**
 * A PNG in few colours, a third of the size for pictures of text: those that occur most, which are the flat areas, then
 * what lies far from them; each pixel in the nearest.
 *
 * @param {import('playwright').Page} page Any page: its browser decodes the picture.
 * @param {Buffer} png
 * @param {number} colours From 4 to 256.
 * @returns {Promise<Buffer>}
 */
export async function quantizePng(page, png, colours) {
  const { width, height, palette, pixels } = await page.evaluate(indexPixels, {
    url: `data:image/png;base64,${png.toString('base64')}`,
    colours,
  });
  const indices = Buffer.from(pixels, 'base64');
  const bits = colours <= 16 ? 4 : 8;
  const rows = Array.from({ length: height }, (_, y) => packRow(indices.subarray(y * width, (y + 1) * width), bits));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A filter byte (none), then the indices, two to a byte where 4 bits do. */
function packRow(indices, bits) {
  if (bits === 8) return Buffer.concat([Buffer.from([0]), indices]);
  const row = Buffer.alloc(1 + Math.ceil(indices.length / 2));
  indices.forEach((index, x) => {
    row[1 + (x >> 1)] |= x % 2 === 0 ? index << 4 : index;
  });
  return row;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Runs in the page. */
async function indexPixels({ url, colours }) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = new OffscreenCanvas(width, height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, width, height);
  const at = (pixel) => (data[pixel * 4] << 16) | (data[pixel * 4 + 1] << 8) | data[pixel * 4 + 2];

  const counts = new Map();
  for (let pixel = 0; pixel < width * height; pixel += 1) counts.set(at(pixel), (counts.get(at(pixel)) ?? 0) + 1);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (a, b) => parts(a).reduce((sum, part, i) => sum + (part - parts(b)[i]) ** 2, 0);
  const common = [...counts.keys()].toSorted((a, b) => counts.get(b) - counts.get(a));
  const chosen = common.slice(0, colours / 4);
  for (let apart = 3000; chosen.length < colours && apart >= 1; apart /= 2) {
    for (const colour of common) {
      if (chosen.length < colours && chosen.every((other) => distance(colour, other) >= apart)) chosen.push(colour);
    }
  }
  const nearest = new Map(
    common.map((colour) => {
      const distances = chosen.map((other) => distance(colour, other));
      return [colour, distances.indexOf(Math.min(...distances))];
    }),
  );
  let pixels = '';
  for (let pixel = 0; pixel < width * height; pixel += 1) pixels += String.fromCharCode(nearest.get(at(pixel)));
  return { width, height, palette: chosen.flatMap(parts), pixels: btoa(pixels) };
}
