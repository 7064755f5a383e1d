import { resolve } from 'node:path';
import { build } from 'vite';
import { describe, expect, test, vi } from 'vitest';
import type { LineTokenizer } from '../../../src/index.ts';
import { createShikiHighlighter } from '../../../src/shiki.ts';

/** Each line as `kind:text` words; what has no kind is left out. */
function kindsOf(tokenize: LineTokenizer | undefined, code: string): string[] {
  let state: unknown;
  return code.split('\n').map((line) => {
    const read = tokenize?.(line, state);
    state = read?.state;
    expect(read?.tokens.map(({ text }) => text).join('')).toBe(line);
    return (read?.tokens ?? []).flatMap(({ text, kind }) => (kind ? [`${kind}:${text.trim()}`] : [])).join(' ');
  });
}

describe('createShikiHighlighter', () => {
  const highlighter = createShikiHighlighter();

  test.each([
    ['ts', 'const a = greet("hi", 1);', ['keyword:const function:greet string:"hi" number:1']],
    ['TypeScript', '/* one\ntwo */ x', ['comment:/* one', 'comment:two */']],
    [
      'python',
      'def f(x: int):\n    """Doc\n    more"""\n    return None',
      [
        'keyword:def function:f type:int',
        'string:""" comment:Doc',
        'comment:more string:"""',
        'keyword:return keyword:None',
      ],
    ],
    ['json', '{ "a": [1, true] }', ['property:"a" number:1 keyword:true']],
    ['html', '<p class="a">b</p>', ['tag:<p property:class string:"a" tag:> tag:</p>']],
    ['diff', '+new\n-old', ['inserted:+new', 'deleted:-old']],
    ['css', '.a { color: red; }', ['tag:.a property:color number:red']],
    ['bash', 'echo "$HOME" # c', undefined],
    ['', '', undefined],
  ])('reads %s', async (language, code, kinds) => {
    const tokenize = await highlighter.load(language);
    if (language === '') return expect(tokenize).toBeUndefined();
    const found = kindsOf(tokenize, code);
    if (kinds) expect(found).toEqual(kinds);
    else expect(new Set(found.join(' ').match(/\w+(?=:)/g)).size).toBeGreaterThan(1);
  });

  test.each(['klingon', 'constructor', '__proto__'])('does not know %s', async (language) => {
    expect(await highlighter.load(language)).toBeUndefined();
  });

  test('takes the grammars that it is given, and no others', async () => {
    const ini = vi.fn(() => import('shiki/langs/ini.mjs'));
    const own = createShikiHighlighter({ languages: { ini } });
    expect(await own.load('ts')).toBeUndefined();
    expect(ini).not.toHaveBeenCalled();
    expect(kindsOf(await own.load('INI'), '; a')).toEqual(['comment:; a']);
  });

  test('asks again for a grammar that could not be had', async () => {
    const ini = vi.fn(() => import('shiki/langs/ini.mjs')).mockRejectedValueOnce(new Error('offline'));
    const own = createShikiHighlighter({ languages: { ini } });
    await expect(own.load('ini')).rejects.toThrow('offline');
    expect(await own.load('ini')).toBeTypeOf('function');
  });
});

/** What a page loads for an entry: first, and all that it may ever load. */
async function bundle(entry: string) {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: resolve(import.meta.dirname, '../../../src', entry),
        external: /^(react|react-dom|shiki)(\/|$)/,
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Extract<typeof result, { output: unknown }>;
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  return {
    first: chunks.flatMap(({ imports }) => imports),
    later: chunks.flatMap(({ dynamicImports }) => dynamicImports),
    code: chunks.map(({ code }) => code).join('\n'),
  };
}

describe('the bundles', () => {
  test('the main entry has nothing of Shiki, not even to load it later', async () => {
    const { first, later, code } = await bundle('index.ts');
    expect(first).toContain('react');
    expect([...first, ...later].filter((name) => name.includes('shiki'))).toEqual([]);
    expect(code).not.toMatch(/createHighlighterCore|textmate/i);
  });

  test('its own entry loads Shiki only when it is asked for, and no WebAssembly', async () => {
    const { first, later } = await bundle('shiki.ts');
    expect(first).toEqual([]);
    expect(later.sort()).toEqual(['shiki/core', 'shiki/engine/javascript', 'shiki/langs']);
  });
});
