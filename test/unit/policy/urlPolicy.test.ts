import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  defaultUrlPolicy,
  hostOf,
  mediaDecision,
  resolvedDecision,
  safeLinkHref,
} from '../../../src/react/urlPolicy.ts';

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
      const decision = mediaDecision(url, defaultUrlPolicy);
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

test.each([
  '/proxy?uri=gs%3A%2F%2Fbucket%2Fx',
  'media/x',
  'https://page.invalid/x',
  'blob:https://page.invalid/1',
  'data:image/png;base64,AAAA',
  'data:audio/wav;base64,AAAA',
])('what the app resolves to its own %j loads as it is', (url) => {
  expect(resolvedDecision(url)).toEqual({ action: 'load', src: url });
});

test('what the app resolves to another origin is remote again, and passes the policy as any other', () => {
  const url = 'https://cdn.example/a.png';
  expect(resolvedDecision(url)).toEqual({ action: 'ask', src: url, host: 'cdn.example' });
  expect(resolvedDecision(url, { ...defaultUrlPolicy, media: ['https://cdn.example'] }).action).toBe('load');
  expect(resolvedDecision(url, { ...defaultUrlPolicy, media: 'block' }).action).toBe('refuse');
  expect(resolvedDecision('//cdn.example/a.png').action).toBe('ask');
  expect(resolvedDecision('\\\\cdn.example\\a.png').action).toBe('ask');
});

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'vbscript:1',
  'data:text/html,x',
  'gs://b/x',
  'https://[broken',
])('what the app resolves to %j is refused', (url) => {
  expect(resolvedDecision(url, { ...defaultUrlPolicy, media: ['https://cdn.example'] })).toEqual({ action: 'refuse' });
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
