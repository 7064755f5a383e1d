import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A real HTTP server for the running test. Resolves to its origin, such as `http://127.0.0.1:40123`. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves one answer to every request. */
export function serveBody(body: string | Uint8Array, contentType?: string, status = 200): Promise<string> {
  return serve((_request, response) => {
    response.writeHead(status, contentType === undefined ? {} : { 'Content-Type': contentType });
    response.end(body);
  });
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Resolves when the client has gone. */
export const gone = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => response.on('close', () => resolve()));
