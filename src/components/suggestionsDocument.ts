import { safeLinkHref, type UrlPolicy } from '../react/urlPolicy.ts';

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): { createHTML(html: string): unknown };
}

/** The name to allow where a host enforces Trusted Types: `trusted-types react-interaction-stream`. */
const POLICY = 'react-interaction-stream';

/**
 * The policy comes first, and a document cannot take one back: nothing is fetched, no script runs (not from a
 * `javascript:` link either, which would otherwise run in the tab that it opens), nothing is submitted.
 */
const head = (scheme: string) =>
  [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'">`,
    '<meta name="referrer" content="no-referrer">',
    `<meta name="color-scheme" content="${scheme}">`,
    '<base target="_blank">',
    '<style>html{background:transparent;font:14px/20px system-ui,sans-serif}body{margin:1px}</style>',
    '</head><body>',
  ].join('');

/**
 * Google's HTML as the whole of a document for a sandboxed `srcdoc` frame. It is shown as given, but for links that the URL
 * policy refuses, and for elements that would reach out past the frame's own policy (`<link rel="preconnect">`). It is a
 * `TrustedHTML` where the browser knows Trusted Types.
 *
 * @param scheme The frame's own `color-scheme`. Where the document's is another, browsers put an opaque ground behind it.
 */
export function toSuggestionsDocument(html: string, scheme?: string, urls?: UrlPolicy): string {
  const known = scheme === 'light' || scheme === 'dark' ? scheme : 'light dark';
  return trusted(`${head(known)}${withoutReach(html, urls)}</body></html>`);
}

/** Parsed and written again in a document that is never shown: nothing in it runs or loads. */
function withoutReach(html: string, urls: UrlPolicy | undefined): string {
  const { head, body } = new DOMParser().parseFromString(trusted(html), 'text/html');
  for (const root of [head, body]) {
    for (const element of root.querySelectorAll('*')) {
      if (/^(link|meta|base)$/.test(element.localName)) element.remove();
      for (const { name, localName, value } of Array.from(element.attributes)) {
        if (localName === 'href' && safeLinkHref(value, urls) === undefined) element.removeAttribute(name);
      }
    }
  }
  return head.innerHTML + body.innerHTML;
}

function trusted(html: string): string {
  return (trustedPolicy()?.createHTML(html) as string | undefined) ?? html;
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Made once: a second policy of the same name is refused. Where the host refuses the first, the text goes in as it is. */
function trustedPolicy(): typeof policy {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (policy || !trustedTypes) return policy;
  try {
    policy = trustedTypes.createPolicy(POLICY, { createHTML: (html) => html });
  } catch {
    policy = undefined;
  }
  return policy;
}
