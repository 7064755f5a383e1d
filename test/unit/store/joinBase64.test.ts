import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBase64 } from '../../../src/store/reducer/joinBase64.ts';

const anyBytes = fc.uint8Array({ maxLength: 40 });
const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('joined base64', () => {
  it('has the bytes of its pieces one after another, where each is padded by itself', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 8 }), (pieces) => {
        expect(joinBase64(pieces.map(encode))).toBe(encode(Buffer.concat(pieces)));
      }),
      { numRuns: 500 },
    );
    expect(joinBase64(['QQ==', 'QkM=', 'REU='])).toBe('QUJDREU=');
  });

  it('is the whole that was cut, wherever that was', () => {
    fc.assert(
      fc.property(anyBytes, fc.array(fc.nat({ max: 60 })), (bytes, places) => {
        const whole = encode(bytes);
        const cuts = [...places].sort((a, b) => a - b);
        expect(joinBase64([0, ...cuts].map((from, at) => whole.slice(from, cuts[at] ?? whole.length)))).toBe(whole);
      }),
    );
  });

  it('is right also where padded clips were cut', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), (clips, size) => {
        const pieces = clips.flatMap((clip) => encode(clip).match(new RegExp(`.{1,${size}}`, 'g')) ?? []);
        expect(joinBase64(pieces)).toBe(encode(Buffer.concat(clips)));
      }),
    );
  });

  it('takes the URL-safe alphabet, and passes over what is no base64', () => {
    expect(joinBase64(['-_8=', ' QQ\n==', 'Q!g=='])).toBe(encode(Buffer.from([0xfb, 0xff, 0x41, 0x42])));
    expect(() => joinBase64(['=', 'A', '==', 'é', 'A='])).not.toThrow();
  });

  it('leaves a single piece as it is, and nothing nothing', () => {
    expect(joinBase64(['QQ=='])).toBe('QQ==');
    expect(joinBase64(['not base64!'])).toBe('not base64!');
    expect(joinBase64([])).toBe('');
  });

  it('joins a long clip in time', () => {
    const piece = Buffer.alloc(6_001, 7);
    const joined = joinBase64(Array.from({ length: 1_000 }, () => encode(piece)));
    expect(joined).toBe(encode(Buffer.alloc(6_001_000, 7)));
  });
});
