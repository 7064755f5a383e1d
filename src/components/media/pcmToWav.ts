/** The shape of headerless PCM. */
export interface PcmFormat {
  /** Hz. */
  rate: number;
  channels: number;
}

/**
 * The shape of a clip of `audio/l16`: from the content item's fields, else from the MIME type's parameters, else 24,000 Hz
 * mono, which is what the API's models speak. Values that no sound has are passed over.
 */
export function pcmFormat(parameters: ReadonlyMap<string, string>, rate: unknown, channels: unknown): PcmFormat {
  return {
    rate: firstWithin([rate, parameters.get('rate')], 384_000) ?? 24_000,
    channels: firstWithin([channels, parameters.get('channels')], 32) ?? 1,
  };
}

function firstWithin(values: readonly unknown[], limit: number): number | undefined {
  return values
    .map((value) => (typeof value === 'string' ? Number(value) : value))
    .find((value): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= limit);
}

const HEADER = 44;

/**
 * Little-endian 16-bit PCM as the parts of a WAV file: a header, without which no browser plays it, and the samples
 * themselves, not a copy of them. Half a sample at the end is cut.
 */
export function pcmToWav(
  pcm: Uint8Array<ArrayBuffer>,
  { rate, channels }: PcmFormat,
): [header: Uint8Array<ArrayBuffer>, samples: Uint8Array<ArrayBuffer>] {
  const frame = channels * 2;
  const length = pcm.length - (pcm.length % frame);
  const header = new Uint8Array(HEADER);
  const view = new DataView(header.buffer);
  const ascii = (at: number, text: string) => [...text].forEach((char, i) => view.setUint8(at + i, char.charCodeAt(0)));
  ascii(0, 'RIFF');
  view.setUint32(4, HEADER - 8 + length, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, length, true);
  return [header, pcm.subarray(0, length)];
}
