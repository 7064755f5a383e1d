const repeated = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
/** A head, then a unit for each number up from 0 until it is long enough. */
const counted =
  (each: (at: number) => string, head = '') =>
  (length: number) => {
    let text = head;
    for (let at = 0; text.length < length; at += 1) text += each(at);
    return text.slice(0, length);
  };

/** Markdown whose cost grows faster than its length where nobody looks, by what it is made of: as much of it as is asked for. */
export const bombs: Readonly<Record<string, (length: number) => string>> = {
  brackets: repeated('['),
  images: repeated('!['),
  'links without an end': repeated('[a]('),
  'references without an end': repeated('[a]['),
  footnotes: repeated('[^'),
  'closed footnotes': repeated('[^1] '),
  stars: repeated('*a**a'),
  underscores: repeated('_a __a '),
  tildes: repeated('~a~~'),
  backticks: counted((at) => `${'`'.repeat((at % 200) + 1)} `),
  'code spans': repeated('`a'),
  'quotes on one line': repeated('> '),
  'lines of quotes': repeated('>>>>>>>> a\n'),
  'quotes that grow': counted((at) => `${'>'.repeat((at % 60) + 1)} a\n`),
  'lists on one line': repeated('- '),
  'lists that grow': counted((at) => `${' '.repeat(2 * (at % 100))}- a\n`),
  items: repeated('- a\n'),
  'angle brackets': repeated('<'),
  tags: repeated('<a '),
  comments: repeated('<!--'),
  pipes: repeated('|'),
  'rows of a table': counted(() => '| a | b |\n', '| a | b |\n|---|---|\n'),
  'columns of a table': (length) => `${'|a'.repeat(length / 4)}|\n${'|-'.repeat(length / 4)}|\n`,
  'rows and columns': (length) => {
    const side = Math.floor(Math.sqrt(length));
    return counted(() => `${'|a'.repeat(side)}|\n`, `${'|a'.repeat(side)}|\n${'|-'.repeat(side)}|\n`)(length);
  },
  'short rows under a wide head': (length) =>
    `${'|a'.repeat(length / 6)}|\n${'|-'.repeat(length / 6)}|\n${'a\n'.repeat(length / 6)}`,
  definitions: counted((at) => `[a${at}]: b\n`),
  'references and their definitions': counted((at) => `[a${at}]\n\n[a${at}]: b\n\n`),
  'references to one definition': (length) =>
    `${repeated('[a] ')(length / 2)}\n\n[a]: b\n\n${repeated('[a] ')(length / 2)}`,
  dollars: repeated('a $b c '),
  'dollars alone': repeated('$'),
  formulas: repeated('$x$ '),
  'displayed formulas': repeated('$$x$$ '),
  'displayed formulas without an end': repeated('$$a '),
  'brackets of formulas': repeated('\\['),
  'lines of formulas': repeated('\\[a\n'),
  entities: repeated('&'),
  'named entities': repeated('&amp'),
  addresses: repeated('http://'),
  'addresses with dots': repeated('http://a.'),
  'mail addresses': repeated('a@'),
  backslashes: repeated('\\'),
  'line breaks': repeated('a  \n'),
  words: repeated('word '),
};
