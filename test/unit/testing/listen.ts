import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { toMiddleware } from '../../../playground/server/toMiddleware.ts';

type Later = (close: () => void) => void;

/** Serves on a free loopback port until the test is over, or until `later` calls back. Returns the origin. */
export async function listen(listener: RequestListener, later: Later = onTestFinished): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  later(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves a fetch-shaped handler. */
export function listenFetch(fetch: (request: Request) => Promise<Response>, later?: Later): Promise<string> {
  const middleware = toMiddleware('', fetch);
  return listen((req, res) => middleware(req, res, () => res.writeHead(404).end()), later);
}
