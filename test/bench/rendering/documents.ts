/** What is streamed: an ordinary answer with a bit of everything, or one single block without an end. */
export type Kind = 'answer' | 'code' | 'list' | 'table';

/** The last word of every document: when it is on the page, all is. */
export const END = 'Finis.';

const words =
  'the stream arrives in pieces and every piece has to be read lexed folded drawn and painted before the next one comes ' +
  'while nobody should ever see a marker flash or a line jump because somebody was too lazy to look at only what is new';

/** So many words, always the same ones for the same seed. */
function prose(count: number, seed: number): string {
  const all = words.split(' ');
  const text = Array.from({ length: count }, (_, at) => {
    const word = all[(seed * 7 + at * 11 + ((at * at) % 5)) % all.length] ?? '';
    if (at % 23 === 11) return `**${word}**`;
    if (at % 31 === 17) return `\`${word}()\``;
    return at % 43 === 29 ? `[${word}](https://example.com/${word}?q=${seed})` : word;
  }).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function section(at: number): string {
  return [
    `## ${at + 1}. ${prose(4, at)}`,
    prose(55, at),
    prose(35, at + 1),
    Array.from({ length: 4 }, (_, item) => `- ${prose(9, at + item)}`).join('\n'),
    prose(45, at + 2),
    `\`\`\`ts\nexport function step${at}(value: number): number {\n  const next = value * ${at} + 1; // ${words.slice(0, 30)}\n  return next > 10 ? next : step${at}(next);\n}\n\`\`\``,
    prose(40, at + 3),
    `| Name | Value | Share |\n| --- | ---: | :---: |\n${Array.from({ length: 4 }, (_, row) => `| row ${row} | ${at * row} | **${row}** % |`).join('\n')}`,
    `1. ${prose(8, at)}\n2. ${prose(8, at + 5)}\n   - ${prose(6, at + 6)}\n3. ${prose(7, at + 7)}`,
  ].join('\n\n');
}

function filled(head: string, unit: (at: number) => string, length: number, end: string): string {
  const pieces = [head];
  for (let at = 0, size = head.length; size < length; at += 1) {
    const piece = unit(at);
    pieces.push(piece);
    size += piece.length;
  }
  return pieces.join('').slice(0, length - end.length) + end;
}

/** A markdown text of so many UTF-16 units. */
export function documentOf(kind: Kind, length: number): string {
  switch (kind) {
    case 'answer':
      return filled('', (at) => `${section(at)}\n\n`, length, `\n\n${END}`);
    case 'code':
      return filled(
        '```ts\n',
        (at) => `const value${at} = compute(${at}, "${words.slice(at % 40, (at % 40) + 30)}");\n`,
        length,
        `\n// ${END}\n\`\`\`\n`,
      );
    case 'list':
      return filled('', (at) => `- ${prose(12, at)}\n`, length, `\n- ${END}\n`);
    case 'table':
      return filled(
        '| a | b | c |\n|---|---|---|\n',
        (at) => `| cell ${at} | **${at}** | ${words.slice(0, 40)} |\n`,
        length,
        `\n| ${END} | | |\n`,
      );
  }
}
