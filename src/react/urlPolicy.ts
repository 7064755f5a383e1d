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
   * Whether remote images, audio and video load. `click`: a placeholder names the host and loads on the reader's click.
   * `block`: never. A list: these origins (`https://cdn.example`) load by themselves, all others on the reader's click.
   * A remote image that loads by itself is the classic way to leak a conversation.
   */
  media: 'click' | 'block' | readonly string[];
  /** Called before a link is followed. `event.preventDefault()` keeps the browser from following it. */
  onLinkClick?: (event: MouseEvent<HTMLAnchorElement>, href: string) => void;
  /**
   * Turns the URI of a content item into one that the browser can load, for instance a Files API URI into a path of the
   * app's own proxy. Asked once for each URI, never on a server. What it returns loads by itself where it is of the page's
   * own origin, a `blob:`, or a `data:` image, sound or film; another origin is for `media` to allow. `undefined` leaves
   * the URI itself to `media`. A failure is shown, with a button that asks again.
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

/** What may be done with a remote medium. `host` is the one that would learn of the request. */
export type MediaDecision =
  { action: 'load'; src: string } | { action: 'ask'; src: string; host: string } | { action: 'refuse'; host?: string };

/** Whether a remote medium loads by itself, on the reader's click, or never. Never throws. */
export function mediaDecision(uri: unknown, policy: UrlPolicy = defaultUrlPolicy): MediaDecision {
  const parsed = parseUrl(uri);
  if (!parsed) return { action: 'refuse' };
  const { href: src, host, origin } = parsed;
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return { action: 'refuse' };
  if (policy.media === 'block') return { action: 'refuse', host };
  const allowed = Array.isArray(policy.media) && policy.media.some((entry) => parseUrl(entry)?.origin === origin);
  return allowed ? { action: 'load', src } : { action: 'ask', src, host };
}

/** The same for what `resolveMediaUri` has answered: the page's own addresses load, all others are remote media again. */
export function resolvedDecision(url: string, policy: UrlPolicy = defaultUrlPolicy): MediaDecision {
  const page = new URL(globalThis.document?.baseURI ?? 'https://page.invalid/');
  const parsed = parseUrl(url, page.href);
  if (!parsed) return { action: 'refuse' };
  const { protocol, host, href } = parsed;
  const isOwn = (protocol === page.protocol && host === page.host) || protocol === 'blob:';
  const isMedium = /^data:(?:image|audio|video)\//.test(href);
  return isOwn || isMedium ? { action: 'load', src: url } : mediaDecision(href, policy);
}

/** The host of a URL without `www.`, for people to read. `undefined` when it has none or cannot be parsed. */
export function hostOf(url: unknown): string | undefined {
  return parseUrl(url)?.host.replace(/^www\./, '') || undefined;
}

/** An absolute URL, read as a browser would (control characters stripped, scheme in lower case). */
function parseUrl(url: unknown, base?: string): URL | undefined {
  if (typeof url !== 'string') return undefined;
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
