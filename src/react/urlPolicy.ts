import type { MouseEvent } from 'react';
import type { Content } from '../protocol/Content.ts';

/**
 * What the library may link to and load. Everything that a model, a tool or a source says is untrusted: each URL of theirs
 * passes through here before it reaches the DOM.
 */
export interface UrlPolicy {
  /**
   * The schemes that a link may have, lower case and without the colon. Default `https`, `http`, `mailto`. Schemes that
   * run code or read local data (`javascript`, `vbscript`, `data`, `file`, `blob`, …) are refused even when listed.
   */
  linkSchemes: readonly string[];
  /**
   * Whether remote images, audio and video load. `click`, the default: a placeholder names the host and loads on the reader's click.
   * `block`: never. A list: these origins (`https://cdn.example`) load by themselves, all others on the reader's click.
   * A remote image that loads by itself is the classic way to leak a conversation.
   */
  media: 'click' | 'block' | readonly string[];
  /** Called before a link is followed. `event.preventDefault()` keeps the browser from following it. */
  onLinkClick?: (event: MouseEvent<HTMLAnchorElement>, href: string) => void;
  /**
   * Turns the URI of a content item into one that the browser can load, for instance a Files API URI into a path of the
   * app's own proxy. A relative URL loads by itself, and so do `blob:` and media in `data:`. An absolute one goes through
   * `media` like any other, so that a resolver which hands back what it was given opens nothing: list the origin of your
   * proxy there. `undefined` leaves the URI to `media`. Components ask once for each URI, and never on a server; they wait
   * for a promise, and show a failure with a button that asks again.
   */
  resolveMediaUri?: (uri: string, content: Content) => string | undefined | PromiseLike<string | undefined>;
}

/** The strict default: web and mail links, and no remote media before the reader's click. */
export const defaultUrlPolicy: UrlPolicy = { linkSchemes: ['https', 'http', 'mailto'], media: 'click' };

const NEVER_LINKED: ReadonlySet<string> = new Set([
  'javascript',
  'vbscript',
  'data',
  'file',
  'blob',
  'filesystem',
  'view-source',
  'about',
  'jar',
  'resource',
  'chrome',
  'livescript',
  'mocha',
]);

/**
 * The URL as it may stand in an `href`, normalised by the URL parser (so what was checked is what is used), or
 * `undefined` when it must not be a link: refused scheme, malformed, or relative. Never throws.
 */
export function safeLinkHref(url: unknown, policy: UrlPolicy = defaultUrlPolicy): string | undefined {
  const parsed = parseUrl(url);
  if (!parsed) return undefined;
  const scheme = parsed.protocol.slice(0, -1);
  const schemes = policy.linkSchemes ?? defaultUrlPolicy.linkSchemes;
  return schemes.includes(scheme) && !NEVER_LINKED.has(scheme) ? parsed.href : undefined;
}

/**
 * What may be done with a remote medium. `host` is the one that would learn of the request. `by` says who refuses it, where
 * that is not the policy: the `page` does by its Content-Security-Policy.
 */
export type MediaDecision =
  | { action: 'load'; src: string }
  | { action: 'ask'; src: string; host: string }
  | { action: 'refuse'; host?: string; by?: 'page' };

/**
 * Whether a remote medium loads by itself, on the reader's click, or never. Pass the content item that the URI comes from,
 * so that `resolveMediaUri` is asked, at once and not for a promise; markdown images have none. Never throws.
 */
export function mediaDecision(uri: unknown, policy: UrlPolicy = defaultUrlPolicy, content?: Content): MediaDecision {
  const resolved = content && typeof uri === 'string' ? resolve(uri, content, policy) : undefined;
  if (resolved !== undefined) return resolvedDecision(resolved, policy, content);
  const parsed = parseUrl(uri);
  if (!parsed) return { action: 'refuse' };
  const { href: src, host, origin } = parsed;
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return { action: 'refuse' };
  if (policy.media === 'block') return { action: 'refuse', host };
  const allowed = Array.isArray(policy.media) && policy.media.some((entry) => parseUrl(entry)?.origin === origin);
  return allowed ? { action: 'load', src } : { action: 'ask', src, host };
}

/** The same for what `resolveMediaUri` has answered. */
export function resolvedDecision(url: string, policy: UrlPolicy, content: Content | undefined): MediaDecision {
  const own = ownUrl(url, content);
  return own === undefined ? mediaDecision(url, policy) : { action: 'load', src: own };
}

/** The host of a URL without `www.`, for people to read. `undefined` when it has none or cannot be parsed. */
export function hostOf(url: unknown): string | undefined {
  return parseUrl(url)?.host.replace(/^www\./, '') || undefined;
}

/** An absolute URL, read as a browser would (control characters stripped, scheme in lower case). */
function parseUrl(url: unknown): URL | undefined {
  if (typeof url !== 'string') return undefined;
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function resolve(uri: string, content: Content, policy: UrlPolicy): string | undefined {
  try {
    const resolved = policy.resolveMediaUri?.(uri, content);
    return typeof resolved === 'string' && resolved !== '' ? resolved : undefined;
  } catch {
    return undefined;
  }
}

/** A URL that stays with the page: relative and not `//host`, made by the page (`blob:`), or the medium itself (`data:`). */
function ownUrl(url: string, content: Content | undefined): string | undefined {
  const parsed = parseUrl(url);
  if (!parsed) return resolvesTo(url) === NOWHERE ? url : undefined;
  const isMedium = content?.type !== 'document' && /^data:(image|audio|video)\//.test(parsed.href);
  return isMedium || parsed.protocol === 'blob:' ? parsed.href : undefined;
}

/** Stands for the page's own origin, which a server does not know. */
const NOWHERE = 'https://page.invalid';

function resolvesTo(relative: string): string | undefined {
  try {
    return new URL(relative, NOWHERE).origin;
  } catch {
    return undefined;
  }
}
