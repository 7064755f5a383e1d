import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultUrlPolicy, hostOf, mediaDecision, safeLinkHref, type UrlPolicy } from '../../../src/react/urlPolicy.ts';
import type { ImageContent } from '../../../src/protocol/Content.ts';

const image: ImageContent = { type: 'image' };

test.each([
  ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['HTTP://EXAMPLE.com', 'http://example.com/'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  [' https://example.com ', 'https://example.com/'],
  ['ht\ntps://example.com', 'https://example.com/'],
])('%j is a link to what the URL parser makes of it', (url, href) => {
  expect(safeLinkHref(url)).toBe(href);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  ' javascript:alert(1)',
  'javascript://https://example.com/%0aalert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'view-source:https://example.com',
  'about:blank',
  'ftp://example.com',
  '//evil.example/x',
  '/relative',
  'relative.html',
  '#anchor',
  '?query',
  '',
  'https://',
  'https://[broken',
  'not a url',
])('%j is refused', (url) => {
  expect(safeLinkHref(url)).toBeUndefined();
});

test.each([undefined, null, 1, {}, [], Symbol('x'), new URL('https://example.com')])(
  'a value that is no string is refused',
  (url) => {
    expect(safeLinkHref(url)).toBeUndefined();
    expect(mediaDecision(url)).toEqual({ action: 'refuse' });
    expect(hostOf(url)).toBeUndefined();
  },
);

test('a host may add a scheme, but none that runs code or reads local data', () => {
  const policy = { ...defaultUrlPolicy, linkSchemes: ['tel', 'javascript', 'data', 'blob', 'file', 'vbscript'] };
  expect(safeLinkHref('tel:+123', policy)).toBe('tel:+123');
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://a.example/1',
    'file:///x',
    'vbscript:x',
    'https://a.example',
  ]) {
    expect(safeLinkHref(url, policy)).toBeUndefined();
  }
});

test('whatever the string, a link has one of the allowed schemes', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.string({ maxLength: 2 }),
        fc.constantFrom('javascript:', 'JAVASCRIPT:', 'data:', 'vbscript:', 'https:', '//'),
        fc.string(),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(hostile, (url) => {
      const href = safeLinkHref(url);
      if (href !== undefined) expect(href).toMatch(/^(?:https?|mailto):/);
      const decision = mediaDecision(url, defaultUrlPolicy, image);
      expect(decision.action).not.toBe('load');
      if (decision.action === 'ask') expect(decision.src).toMatch(/^https?:/);
    }),
    { numRuns: 500 },
  );
});

test('remote media wait for the reader, who is told the real host', () => {
  expect(mediaDecision('https://good.example@evil.example/x.png')).toEqual({
    action: 'ask',
    src: 'https://good.example@evil.example/x.png',
    host: 'evil.example',
  });
});

test('an allowed origin loads by itself, and only that origin', () => {
  const policy = { ...defaultUrlPolicy, media: ['https://cdn.example/', 'nonsense'] };
  expect(mediaDecision('https://cdn.example/a.png', policy).action).toBe('load');
  expect(mediaDecision('https://cdn.example:444/a.png', policy).action).toBe('ask');
  expect(mediaDecision('http://cdn.example/a.png', policy).action).toBe('ask');
  expect(mediaDecision('https://cdn.example.evil.example/a.png', policy).action).toBe('ask');
});

test('block means never', () => {
  expect(mediaDecision('https://a.example/x.png', { ...defaultUrlPolicy, media: 'block' })).toEqual({
    action: 'refuse',
    host: 'a.example',
  });
});

test.each([
  'gs://bucket/x',
  'data:image/png;base64,AAAA',
  'blob:https://a.example/1',
  'javascript:1',
  '/x.png',
  'files/abc',
])('%j is not loaded as a remote medium', (uri) => {
  expect(mediaDecision(uri, { ...defaultUrlPolicy, media: ['https://a.example'] }).action).toBe('refuse');
});

test('the app resolves URIs of content items, and never those of markdown', () => {
  const policy = { ...defaultUrlPolicy, resolveMediaUri: (uri: string) => `/proxy?uri=${encodeURIComponent(uri)}` };
  expect(mediaDecision('gs://bucket/x', policy, image)).toEqual({
    action: 'load',
    src: '/proxy?uri=gs%3A%2F%2Fbucket%2Fx',
  });
  expect(mediaDecision('https://a.example/x.png', policy).action).toBe('ask');
});

test.each([
  ['/media?uri=1', 'load'],
  ['media/1.png', 'load'],
  ['?uri=1', 'load'],
  ['blob:https://app.example/1', 'load'],
  ['data:image/png;base64,AAAA', 'load'],
  ['https://cdn.example/1.png', 'load'],
  ['https://evil.example/1.png', 'ask'],
  ['//evil.example/1.png', 'refuse'],
  ['/\\evil.example/1.png', 'refuse'],
  ['\\\\evil.example/1.png', 'refuse'],
  ['/\t/evil.example/1.png', 'refuse'],
  ['data:text/html,x', 'refuse'],
  ['java\nscript:alert(1)', 'refuse'],
  ['file:///etc/passwd', 'refuse'],
])('what a resolver returns stays with the page or passes the policy: %j, %s', (resolved, action) => {
  const policy = { ...defaultUrlPolicy, media: ['https://cdn.example'], resolveMediaUri: () => resolved };
  expect(mediaDecision('gs://bucket/x', policy, image).action).toBe(action);
});

test('a document is a link, and a link is never a data: URL', () => {
  const policy = { ...defaultUrlPolicy, resolveMediaUri: (uri: string) => uri };
  expect(mediaDecision('data:image/png;base64,AAAA', policy, { type: 'document' }).action).toBe('refuse');
});

test('a resolver that throws, answers nothing or answers a script changes nothing for the worse', () => {
  const answer = (resolveMediaUri: () => string | undefined) =>
    mediaDecision('https://a.example/x', { ...defaultUrlPolicy, resolveMediaUri }, image).action;
  expect(answer(() => undefined)).toBe('ask');
  expect(answer(() => '')).toBe('ask');
  expect(
    answer(() => {
      throw new Error('no');
    }),
  ).toBe('ask');
  expect(answer(() => 'javascript:alert(1)')).toBe('refuse');
});

test('a policy with fields left undefined is the strict one', () => {
  const policy = { linkSchemes: undefined, media: undefined } as never;
  expect(safeLinkHref('https://a.example', policy)).toBe('https://a.example/');
  expect(safeLinkHref('javascript:1', policy)).toBeUndefined();
  expect(mediaDecision('https://a.example/x', policy).action).toBe('ask');
});

test('hosts are named without www', () => {
  expect(hostOf('https://www.example.com/x')).toBe('example.com');
  expect(hostOf('mailto:a@b.example')).toBeUndefined();
});

const OPTIONS: { [Name in keyof Required<UrlPolicy>]: 'safe' } = {
  linkSchemes: 'safe',
  media: 'safe',
  onLinkClick: 'safe',
  resolveMediaUri: 'safe',
};

test('every option that could open what is never opened would say unsafe in its name: there is none', () => {
  expect(Object.keys(OPTIONS).filter((name) => /unsafe/i.test(name))).toEqual([]);
  expect(Object.keys(defaultUrlPolicy).every((name) => name in OPTIONS)).toBe(true);
});

const anyUrl = fc
  .tuple(
    fc.constantFrom('', ' ', '\u0001', '\u200b'),
    // prettier-ignore
    fc.constantFrom(
      'javascript:', 'JavaScript:', 'java\tscript:', 'vbscript:', 'data:text/html,', 'data:image/png;base64,', 'blob:',
      'file:///', 'https://cdn.example/', 'https://evil.example/', 'https://cdn.example@evil.example/', '//evil.example/',
      'http:evil.example', '/\\evil.example/', 'filesystem:https://a.example/', 'about:', 'view-source:', 'tel:', '',
    ),
    fc.constantFrom('', 'alert(1)', '%0aalert(1)', 'x.png'),
  )
  .map((parts) => parts.join(''));
const anyScheme = fc.oneof(
  fc.constantFrom('javascript', 'JAVASCRIPT', 'vbscript', 'data', 'file', 'blob', 'about', 'tel', 'https', '', '*'),
  fc.string({ maxLength: 12 }),
);
const anyPolicy = fc.record({
  linkSchemes: fc.oneof(fc.array(anyScheme), anyScheme as fc.Arbitrary<never>),
  media: fc.oneof(
    fc.constantFrom<UrlPolicy['media']>('click', 'block', ['https://cdn.example']),
    fc.array(fc.constantFrom('*', 'https:', 'https://*', 'null', '', 'data:', 'https://*.example', '//evil.example')),
    fc.constantFrom('load', '*', true, null) as unknown as fc.Arbitrary<'click'>,
  ),
  resolveMediaUri: fc.option(
    fc.constantFrom<UrlPolicy['resolveMediaUri']>(
      (uri) => uri,
      (uri) => ` ${uri}`,
    ),
    { nil: undefined },
  ),
});

test('no value of any option makes a link of a script, or loads from an origin that is not listed', () => {
  fc.assert(
    fc.property(anyUrl, anyPolicy, fc.constantFrom('image', 'video', 'audio', 'document'), (url, policy, type) => {
      const link = safeLinkHref(url, policy);
      if (link !== undefined) expect(link).toMatch(/^(?:https?|mailto|tel):/);
      const decision = mediaDecision(url, policy, { type });
      if (decision.action !== 'load') return;
      const { href, origin } = new URL(decision.src, 'https://page.invalid');
      const allowed: readonly string[] = Array.isArray(policy.media) ? policy.media : [];
      if (!allowed.includes(origin)) expect(href).toMatch(/^(https:\/\/page\.invalid\/|blob:|data:image\/)/);
    }),
    { numRuns: 2000 },
  );
});
