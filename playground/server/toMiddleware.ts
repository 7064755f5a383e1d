import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '../../src/server/toNodeHandler.ts';

type Middleware = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/**
 * Mounts a fetch-shaped handler on a Node server, below a path that it sees whole. Where the handler fails, the
 * connection breaks off without an answer: a network that fails is one of the faults.
 */
export function toMiddleware(prefix: string, fetch: (request: Request) => Promise<Response>): Middleware {
  return (req, res, next) => {
    const path = req.url ?? '/';
    if (path !== prefix && !path.startsWith(`${prefix}/`) && !path.startsWith(`${prefix}?`)) return next();
    const handle = toNodeHandler((request) =>
      fetch(request).catch((error: unknown) => {
        res.destroy();
        throw error;
      }),
    );
    handle(req, res);
  };
}
