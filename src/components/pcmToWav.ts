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

/** Puts a WAV header before little-endian 16-bit PCM, which no browser plays without one. Half a sample at the end is cut. */
export function pcmToWav(pcm: Uint8Array, { rate, channels }: PcmFormat): Uint8Array<ArrayBuffer> {
  const frame = channels * 2;
  const length = pcm.length - (pcm.length % frame);
  const wav = new Uint8Array(HEADER + length);
  const view = new DataView(wav.buffer);
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
  wav.set(pcm.subarray(0, length), HEADER);
  return wav;
}
