import { joinBytes } from './joinBytes.ts';

/** The first bytes of a body, `limit` or a little more. What cannot be read is left out; never rejects. */
export async function readStart(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  if (!response.body) return joinBytes(chunks);
  try {
    const reader = response.body.getReader();
    for (let length = 0; length < limit;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.byteLength;
    }
    reader.cancel().catch(() => {});
  } catch {
    // The body is in use, or broke off: what there is of it has to do.
  }
  return joinBytes(chunks);
}
