/**
 * Whether a request may come from one of the host's own pages. Another site's page must not spend the key: browsers say
 * where a request comes from, and no page can make them lie. What is no browser says nothing, and is let through: who
 * may ask at all is for the host to decide.
 *
 * `Sec-Fetch-Site` is believed first, as it is right behind a reverse proxy that renames the host, too. Where it is
 * missing (Safari before 16.4, plain http), the `Origin` must be that of the request.
 */
export function isOwnPage({ headers, url }: Request, origins: readonly string[]): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origins.includes(origin)) return true;
  const site = headers.get('sec-fetch-site');
  // `none`: the reader typed the address, or opened a bookmark.
  if (site !== null) return site === 'same-origin' || site === 'none';
  const own = new URL(url).origin;
  // TLS may end at a proxy in front of the server.
  return origin === null || origin === own || origin === own.replace(/^http:/, 'https:');
}
