/** A request's body, or `'too large'` as soon as it is known to be longer than `maxBytes`. */
export async function readBody(request: Request, maxBytes: number): Promise<Blob | undefined | 'too large'> {
  if (!request.body) return undefined;
  if (Number(request.headers.get('content-length')) > maxBytes) return 'too large';
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    size += chunk.length;
    if (size > maxBytes) return 'too large';
    chunks.push(chunk);
  }
  return new Blob(chunks);
}
