/** What stands before it is where the host has mounted the proxy. */
const ROUTE = /(?:^|\/)(?:media|interactions(\/[\w-]+(\/cancel)?)?)$/;

/** What of the API a request is for, and how it may be asked for. */
export interface Route {
  /** From `/interactions` on; of a file it is `/media`. */
  path: string;
  methods: readonly string[];
}

/** @returns `undefined` for whatever the proxy does not pass on */
export function readRoute(url: string): Route | undefined {
  const match = ROUTE.exec(new URL(url).pathname);
  if (!match) return undefined;
  const [whole, below = '', cancel] = match;
  if (whole.endsWith('media') && below === '') return { path: '/media', methods: ['GET'] };
  const methods = below === '' || cancel !== undefined ? ['POST'] : ['GET', 'DELETE'];
  return { path: `/interactions${below}`, methods };
}
