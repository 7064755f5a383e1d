import { fileURLToPath } from 'node:url';
import type { Plugin, ViteDevServer } from 'vite';
import { createInteractionsProxy } from '../src/server.ts';
import type { InteractionsServer } from '../src/testing.ts';
import { apiErrorResponse } from '../src/testing/apiErrorResponse.ts';
import { toMiddleware } from './server/toMiddleware.ts';

const EMBEDDED_SERVER = fileURLToPath(new URL('./server/embeddedServer.ts', import.meta.url));
const GEMINI_API = 'https://generativelanguage.googleapis.com';

/**
 * What the page talks to, on the page's own origin:
 *
 * - `/v1beta/interactions…`: the embedded Interactions server, which plays recordings and needs no key.
 * - `/gemini/v1beta/interactions…`: the real API, if `GEMINI_API_KEY` is in the server's environment.
 *   `GEMINI_API_BASE` puts another server in its place.
 * - `/gemini/available`: `true` or `false`.
 */
export function interactionsServer(): Plugin {
  return {
    name: 'interactions-server',
    configureServer(server) {
      const { GEMINI_API_KEY: apiKey, GEMINI_API_BASE: base = GEMINI_API } = process.env;
      const proxy = apiKey ? createInteractionsProxy({ apiKey, baseUrl: `${base}/v1beta` }) : undefined;
      server.middlewares.use(toMiddleware('/v1beta', fetchFromEmbedded(server)));
      server.middlewares.use(toMiddleware('/gemini/available', async () => Response.json(proxy !== undefined)));
      server.middlewares.use(toMiddleware('/gemini', proxy ?? refuseWithoutKey));
    },
  };
}

async function refuseWithoutKey(): Promise<Response> {
  return apiErrorResponse('authentication', 'The server of this page was started without a GEMINI_API_KEY.');
}

/** Loads the server as a module of the dev server, so that it is what the sources now say. */
function fetchFromEmbedded(server: ViteDevServer) {
  return async (request: Request): Promise<Response> => {
    const { embeddedServer } = (await server.ssrLoadModule(EMBEDDED_SERVER)) as { embeddedServer: InteractionsServer };
    return embeddedServer.fetch(request);
  };
}
