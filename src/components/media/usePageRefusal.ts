import { useCallback, useSyncExternalStore } from 'react';

/** The directive of a Content-Security-Policy that a medium falls under. */
export type MediaDirective = 'img-src' | 'media-src';

/** What the page's policy has refused so far, as `img-src https://cdn.example`. */
const refused = new Set<string>();
const listeners = new Set<() => void>();

/**
 * Whether the page's own Content-Security-Policy has refused a medium of this origin. A page cannot read its policy where
 * that came as a header, but it is told of each refusal: after the first one of an origin, the rest need not be tried.
 */
export function usePageRefusal(src: string | undefined, directive: MediaDirective): boolean {
  const key = src === undefined ? undefined : keyOf(src, directive);
  const isRefused = useCallback(() => key !== undefined && refused.has(key), [key]);
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

function onViolation({ blockedURI, effectiveDirective, disposition }: SecurityPolicyViolationEvent): void {
  const key = keyOf(blockedURI, effectiveDirective);
  if (disposition === 'report' || key === undefined || refused.has(key)) return;
  refused.add(key);
  for (const listener of listeners) listener();
}

function keyOf(url: string, directive: string): string | undefined {
  try {
    return `${directive} ${new URL(url).origin}`;
  } catch {
    return undefined;
  }
}
