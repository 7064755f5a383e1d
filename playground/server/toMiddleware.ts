import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

type Fetch = (request: Request) => Promise<Response>;
type Middleware = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/** Milliseconds in which a browser takes what was sent: along with a connection that breaks off it drops what it has not read. */
const ARRIVAL = 150;

/** Mounts a fetch-shaped handler on a Node server. The request is aborted when the client goes away. */
export function toMiddleware(prefix: string, fetch: Fetch): Middleware {
  return (req, res, next) => {
    const path = req.url ?? '/';
    if (path !== prefix && !path.startsWith(`${prefix}/`) && !path.startsWith(`${prefix}?`)) return next();
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    void answer(req, res, fetch, gone.signal).catch(() => setTimeout(() => res.destroy(), ARRIVAL));
  };
}

async function answer(req: IncomingMessage, res: ServerResponse, fetch: Fetch, signal: AbortSignal): Promise<void> {
  const response = await fetch(toRequest(req, signal));
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.flushHeaders();
  if (!response.body) return void res.end();
  for await (const chunk of response.body) {
    if (!res.write(chunk)) await drained(res, signal);
  }
  res.end();
}

function toRequest(req: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET' } = req;
  const headers = Object.entries(req.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const body = method === 'GET' || method === 'HEAD' ? undefined : (Readable.toWeb(req) as ReadableStream<Uint8Array>);
  const url = new URL(req.url ?? '/', `http://${req.headers.host ?? 'localhost'}`);
  return new Request(url, {
    method,
    headers: headers as [string, string][],
    body,
    signal,
    duplex: 'half',
  } as RequestInit);
}

function drained(res: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    res.once('drain', resolve);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
