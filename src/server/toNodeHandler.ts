/** What is read of a Node request: `http.IncomingMessage`, and those of Express, Connect and Vite. */
export interface NodeRequest {
  method?: string | undefined;
  url?: string | undefined;
  headers: { [name: string]: string | string[] | undefined };
  /** What a parser such as `express.json()` has made of the body, if one has read it already. */
  body?: unknown;
  readableEnded?: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** What is done with a Node response: `http.ServerResponse`, and those of Express, Connect and Vite. */
export interface NodeResponse {
  headersSent: boolean;
  writeHead(status: number, headers: { [name: string]: string }): unknown;
  flushHeaders(): unknown;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  destroy(): unknown;
  on(event: 'close', listener: () => void): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

/** Milliseconds in which a browser takes what was sent: along with a connection that breaks off it drops what it has not read. */
const ARRIVAL = 150;

/**
 * Mounts a handler of web requests, such as the proxy, where requests are Node's own: `app.use('/api', handler)` in
 * Express, `server.middlewares.use('/api', handler)` in Vite, `http.createServer(handler)`. What the handler answers
 * streams through without being collected; when the client goes away, the request's signal fires.
 */
export function toNodeHandler(
  handle: (request: Request) => Promise<Response>,
): (req: NodeRequest, res: NodeResponse) => void {
  return (req, res) => {
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    answer(req, res, handle, gone.signal).catch(() => {
      if (res.headersSent) return setTimeout(() => res.destroy(), ARRIVAL);
      res.writeHead(502, {});
      return res.end();
    });
  };
}

async function answer(
  req: NodeRequest,
  res: NodeResponse,
  handle: (request: Request) => Promise<Response>,
  signal: AbortSignal,
): Promise<void> {
  const response = await handle(toRequest(req, signal));
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.flushHeaders();
  for await (const chunk of response.body ?? []) {
    if (!res.write(chunk)) await drained(res, signal);
  }
  res.end();
}

function toRequest(req: NodeRequest, signal: AbortSignal): Request {
  const { method = 'GET', headers } = req;
  // HTTP/2 has the likes of `:path` among its headers.
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name.startsWith(':') ? [] : [[name, String(value)]],
  );
  const host = String(headers.host ?? headers[':authority'] ?? 'localhost');
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(req);
  const init = { method, headers: entries, body, signal, duplex: 'half' };
  // What begins with two slashes would name a host of its own.
  const path = (req.url ?? '/').replace(/^[/\\]+/, '/');
  return new Request(new URL(path, `http://${host}`), init as RequestInit);
}

/** The body as it comes. A parser in front may have read it: then it is what the parser made of it, as JSON. */
function bodyOf(req: NodeRequest): BodyInit {
  if (req.readableEnded && req.body !== undefined) return JSON.stringify(req.body);
  let isOpen = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const close = (act: () => void) => {
        if (isOpen) act();
        isOpen = false;
      };
      req.on('data', (chunk: Uint8Array) => {
        if (!isOpen) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 1) <= 0) req.pause();
      });
      req.on('end', () => close(() => controller.close()));
      req.on('error', (error: Error) => close(() => controller.error(error)));
    },
    pull: () => void req.resume(),
    // The rest is read and dropped, so that the answer reaches the client.
    cancel() {
      isOpen = false;
      req.resume();
    },
  });
}

function drained(res: NodeResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    res.once('drain', resolve);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
