import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findSinks } from './findSinks.ts';

const src = resolve(import.meta.dirname, '../../../src');

/** The files through which URLs and markup reach the page. Everything else goes through them. */
const DOORS: { [path: string]: string[] } = {
  'components/media/FileCard.tsx': ['<a>', 'href='],
  'components/media/ImageDialog.tsx': ['<img>', 'src='],
  'components/media/ImageView.tsx': ['<img>', 'src='],
  'components/parts/SafeLink.tsx': ['<a>', 'href='],
  'components/steps/SearchSuggestions.tsx': ['<iframe>', 'srcdoc='],
  'components/media/PlayerItem.tsx': ['<audio>', '<video>', 'src='],
  'components/parts/downloadBytes.ts': ['<a>', 'href='],
  'components/steps/suggestionsDocument.ts': ['innerHTML='],
};

test('URLs and markup reach the page through a few named files', () => {
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('testing/'));
  const found = paths
    .map((path): [string, string[]] => [path, findSinks(path, readFileSync(join(src, path), 'utf8'))])
    .filter(([, sinks]) => sinks.length > 0);
  expect(paths.length).toBeGreaterThan(100);
  expect(Object.fromEntries(found)).toEqual(DOORS);
});

test('each door asks the policy, or makes what it opens itself', () => {
  const read = (path: string) => readFileSync(join(src, path), 'utf8');
  expect(read('components/parts/SafeLink.tsx')).toContain('safeLinkHref(href, policy)');
  for (const path of ['media/FileCard.tsx', 'media/useMedium.ts', 'markdown/MarkdownImage.tsx']) {
    expect(read(`components/${path}`)).toContain('useRemoteMedia(');
  }
  for (const path of ['media/ImageStep.tsx', 'media/PlayerItem.tsx']) {
    expect(read(`components/${path}`)).toContain('useMedium(');
  }
  expect(read('components/steps/SearchSuggestions.tsx')).toContain('srcdoc = toSuggestionsDocument(');
  expect(read('components/steps/SearchSuggestions.tsx')).not.toContain('allow-scripts');
  expect(read('components/parts/downloadBytes.ts')).toContain('createObjectURL(');
});

test.each([
  ['<a {...rest} />', ['<a>']],
  ['<a href={x} />', ['<a>', 'href=']],
  ['<img src={x} />', ['<img>', 'src=']],
  ['<use xlink:href={x} />', ['xlink:href=']],
  ['<use xlinkHref={x} />', ['xlinkHref=']],
  ['<video poster={x} />', ['<video>', 'poster=']],
  ['<form action={x} />', ['<form>', 'action=']],
  ['<button formAction={x} />', ['formAction=']],
  ['<div dangerouslySetInnerHTML={{ __html: x }} />', ['dangerouslySetInnerHTML=']],
  ['<Box dangerouslySetInnerHTML={{ __html: x }} />', ['dangerouslySetInnerHTML=']],
  ['<div {...{ dangerouslySetInnerHTML: { __html: x } }} />', ['dangerouslySetInnerHTML=']],
  ['<iframe srcDoc={x} />', ['<iframe>', 'srcDoc=']],
  ['<style>{x}</style>', ['<style>']],
  ['element.innerHTML = x', ['innerHTML=']],
  ['element["src"] = x', ['src=']],
  ['element.setAttribute("href", x)', ['setAttribute()']],
  ['element.insertAdjacentHTML("x", y)', ['insertAdjacentHTML()']],
  ['document.write(x)', ['write()']],
  ['createElement("script", {})', ['<script>']],
  ['document.createElement("iframe")', ['<iframe>']],
  ['window.open(x)', ['open()']],
  ['location = x', ['location=']],
  ['window.location = x', ['location', 'location=']],
  ['location.assign(x)', ['assign()']],
  ['eval(x)', ['eval()']],
  ['new Function(x)', ['Function()']],
  ['new Image()', ['Image()']],
  ['new DOMParser().parseFromString(x)', ['parseFromString()']],
  ['navigator.sendBeacon(x)', ['sendBeacon()']],
  ['<SafeLink href={x} action={y} />', []],
  ['<p title={x}>href= src= innerHTML=</p>', []],
  ['Object.assign(a, { src: 1 })', []],
])('sees what %s opens', (source, sinks) => {
  expect(findSinks('x.tsx', source)).toEqual(sinks);
});
