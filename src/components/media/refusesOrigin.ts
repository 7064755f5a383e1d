/**
 * Whether a Content-Security-Policy lets in nothing of a URL's origin under a directive. Most of a policy is about origins,
 * but a source may have a path, and what was let in may lead on to an origin that is not: then what was refused says
 * nothing of the rest.
 *
 * @param policy One policy, as a browser hands it to the page it refuses something.
 */
export function refusesOrigin(policy: string, directive: string, url: URL): boolean {
  const directives = policy.split(';').map((each) => each.trim().toLowerCase().split(/\s+/));
  const sources = [directive, 'default-src'].map((name) => directives.find(([own]) => own === name)).find(Boolean);
  return sources !== undefined && !sources.slice(1).some((source) => mayAllow(source, url));
}

/** Whether a source expression matches anything of the origin; by its host where it has one, whatever its scheme and port. */
function mayAllow(source: string, url: URL): boolean {
  if (source === '*') return true;
  if (source === "'self'") return url.host === location.host;
  if (source.startsWith("'")) return false;
  if (/^[a-z][a-z\d+.-]*:$/.test(source))
    return source === url.protocol || (source === 'http:' && url.protocol === 'https:');
  const host = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^/:]+)/.exec(source)?.[1] ?? '';
  if (host === '*') return true;
  return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
}
