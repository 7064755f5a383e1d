import { safeLinkHref, type UrlPolicy } from '../../react/urlPolicy.ts';

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
    '</head><body>',
  ].join('');

/**
 * Google's HTML as the whole of a document for a sandboxed `srcdoc` frame. It is shown as given, but for links that the URL
 * policy refuses, and for elements that go somewhere by themselves. It is a `TrustedHTML` where the browser knows Trusted Types.
 *
 * @param scheme The frame's own `color-scheme`. Where the document's is another, browsers put an opaque ground behind it.
 */
export function toSuggestionsDocument(html: string, scheme?: string, urls?: UrlPolicy): string {
  const known = scheme === 'light' || scheme === 'dark' ? scheme : 'light dark';
  return trusted(`${head(known)}${withoutReach(html, urls)}</body></html>`);
}

/**
 * Styles of ours for the frame, beneath Google's. As a sheet that was made by script they hold where the page's policy
 * refuses styles that stand in a document, and Google's with them: the links are legible all the same.
 */
export function styleSuggestions(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument;
  const Sheet = (frame.contentWindow as (Window & typeof globalThis) | null)?.CSSStyleSheet;
  if (!inside || !Sheet || !('adoptedStyleSheets' in inside)) return;
  const sheet = new Sheet();
  sheet.replaceSync(FRAME_STYLES);
  inside.adoptedStyleSheets = [sheet];
}

const FRAME_STYLES =
  '@layer{html{background:transparent;font:14px/20px system-ui,sans-serif}body{margin:1px}' +
  'svg{max-inline-size:24px;max-block-size:24px}a{margin-inline-end:8px}}';

/** What goes somewhere by itself. The frame's own policy stops most of it, yet not a `<link rel="preconnect">`. */
const REACHES = /^(link|meta|base|i?frame|object|embed|fencedframe|portal)$/;

/** Parsed and written again in a template, whose content is no document: nothing in it runs, loads or is styled. */
function withoutReach(html: string, urls: UrlPolicy | undefined): string {
  const template = document.createElement('template');
  template.innerHTML = trusted(html);
  for (const element of template.content.querySelectorAll('*')) {
    if (REACHES.test(element.localName)) element.remove();
    for (const { name, localName, value } of Array.from(element.attributes)) {
      if (localName === 'href' && safeLinkHref(value, urls) === undefined) element.removeAttribute(name);
    }
  }
  return template.innerHTML;
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
