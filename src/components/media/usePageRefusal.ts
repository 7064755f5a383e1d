import { useCallback, useSyncExternalStore } from 'react';
import { refusesOrigin } from './refusesOrigin.ts';

/** The directive of a Content-Security-Policy that a medium falls under. */
export type MediaDirective = 'img-src' | 'media-src';

/** What the page's policy has refused so far, as `img-src https://cdn.example`, or with the whole URL. */
const refused = new Set<string>();
const listeners = new Set<() => void>();

/**
 * Whether the page's own Content-Security-Policy has refused this medium, or refuses all of its origin. A page cannot read
 * its policy where that came as a header, but it is told it with each refusal: after the first one of an origin that the
 * policy does not have, the rest need not be tried. A medium that is merely broken, or was led on to another origin, is not
 * refused.
 */
export function usePageRefusal(src: string | undefined, directive: MediaDirective): boolean {
  const isRefused = useCallback(
    () => src !== undefined && keysOf(src, directive).some((key) => refused.has(key)),
    [src, directive],
  );
  return useSyncExternalStore(subscribe, isRefused, () => false);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('securitypolicyviolation', onViolation);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener('securitypolicyviolation', onViolation);
  };
}

function onViolation(event: SecurityPolicyViolationEvent): void {
  const { blockedURI, effectiveDirective, originalPolicy, disposition } = event;
  if (disposition === 'report') return;
  const [medium, origin] = keysOf(blockedURI, effectiveDirective);
  if (medium === undefined || origin === undefined) return;
  const key = refusesOrigin(originalPolicy, effectiveDirective, new URL(blockedURI)) ? origin : medium;
  if (refused.has(key)) return;
  refused.add(key);
  for (const listener of listeners) listener();
}

/** The names under which a refusal is remembered: of the medium, without its fragment, and of its origin. */
function keysOf(url: string, directive: string): string[] {
  try {
    const { href, hash, origin } = new URL(url);
    const medium = href.slice(0, href.length - hash.length);
    return [`${directive} ${medium}`, `${directive} ${origin}`];
  } catch {
    return [];
  }
}
