import fc from 'fast-check';

const pieces =
  'a;b c;**d**;*e;~~f;# ;#;## g;-;- ;- h;+ i;* j;*;* * *;---;===;--;=;1. k;2) l;10. ;1945.;> ;>;> m;>> n;```;```js;~~~;~~~~;`;|;' +
  '| o | p |;|---|---|;|---|;q|r;-|-;:-:;<div>;</div>;<!--;-->;<script>;</script>;<b>;</b>;<?;?>;[l]: https://x.example;[l]:;' +
  '字;**“字”**字;1~2;[l];[l][m];[m]: u "t;"t";";\'t;(t;);\\;[x] ;[ ] ;![;](;https://y.example;&amp;\t;  ;    ;\r;\r\n;é;🌟';
const piece = fc.constantFrom(...pieces.split(';'));
const between = fc.constantFrom('\n', '\n', '\n', '\n\n', '', '', ' ', '\n  ', '\n   ', '\n    ', '\n\n  ', '\n> ');

/** Short texts made of all that markdown has, mostly in places where it means something odd. */
export const oddMarkdown = fc
  .array(fc.tuple(piece, between), { maxLength: 16 })
  .map((pieces) => pieces.map(([text, end]) => text + end).join(''));

const mathPieces =
  '$;$;$$;$$;$$;$$$;\\(;\\);\\[;\\];\\;\\$;$5;$u$;$v* w$;\\(x\\);$$y$$;$$\ny;z\n$$;{;=;---;- a;+ b;# c;> d;|e|;|-|;`;~~~;1'.split(
    ';',
  );
const mathPiece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...mathPieces) }, piece);

/** Such texts with formulas, and with what may be taken for ones. */
export const oddMath = fc
  .array(fc.tuple(mathPiece, between), { maxLength: 16 })
  .map((pieces) => pieces.map(([text, end]) => text + end).join(''));

const around = {
  before: fc.constantFrom('', 'p\n', 'p\n\n', '> '),
  behind: fc.constantFrom('', '\n', '\n\nend', '\n[l]'),
};
const definition = fc.constantFrom('', '\n\n[l]: https://x.example\n\nend');

function long(head: string, usual: string[], odd: string[]): fc.Arbitrary<string> {
  const line = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...usual) }, fc.constantFrom(...odd));
  return fc
    .tuple(around.before, fc.array(line, { minLength: 20, maxLength: 120 }), around.behind, definition)
    .map(([before, lines, behind, end]) => before + head + lines.join('\n') + behind + end);
}

const oddLines = [
  '',
  '  m',
  'n',
  '-',
  '- ',
  '* o',
  '    p',
  '\t',
  '> q',
  '---',
  '|',
  '```',
  '# r',
  '<div>',
  '- [l]: u',
];

/** Lists, tables and code blocks so long that they come in parts, with something odd in them here and there. */
export const longMarkdown = fc.oneof(
  long('', ['- a', '- b [l]', '- [x] c', '-  d\n  - e'], [...oddLines, '- f\n\n  g', '1. h', '- ```\n  i\n  ```']),
  long('7. first\n', ['1. a', '2. **b** [l]'], [...oddLines, '3) c', '4. d\n\n   e']),
  long('| h | i |\n|---|--:|\n', ['| 1 | 2 |', 'a|b [l]'], [...oddLines, '| **c** | d |', 'x']),
  long('  ```js\n', ['y'.repeat(190), '  z'], [...oddLines, 'z'.repeat(9000), '🌟'.repeat(5000), '~~~', '  ```']),
);

/** Where a text is cut into deltas: offsets in rising order. */
export function cutsOf(text: string, places: readonly number[]): number[] {
  return places.map((place) => Math.floor(place * text.length)).sort((a, b) => a - b);
}

/** Places for `cutsOf`, anywhere in a text: any double is nearly always next to 0 or 1. */
export const places = fc.array(
  fc.integer({ min: 0, max: 10_000 }).map((place) => place / 10_000),
  { maxLength: 24 },
);
