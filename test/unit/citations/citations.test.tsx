// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createCitations } from '../../../src/components/citations/createCitations.tsx';
import { BoundedLexer } from '../../../src/components/markdown/BoundedLexer.ts';
import {
  collectSources,
  InteractionSteps,
  ModelOutput,
  type Annotation,
  type ModelOutputStep,
  type StepStatus,
} from '../../../src/index.ts';
import { cutsOf, oddMarkdown, places } from '../markdown/anyMarkdown.ts';
import { forbidConsoleErrors } from '../react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const bytes = (text: string) => new TextEncoder().encode(text).length;
const cite = (end?: unknown, of: unknown = end, more: object = {}) =>
  ({ type: 'url_citation', url: `https://${of}.example/`, end_index: end, ...more }) as unknown as Annotation;
const answer = (text: string, annotations: readonly unknown[]) =>
  ({ type: 'model_output', content: [{ type: 'text', text, annotations }] }) as ModelOutputStep;

/** What the markdown says, with the numbers of citations in angle brackets. */
function read(container: HTMLElement): string {
  const copy = container.cloneNode(true) as HTMLElement;
  for (const other of copy.querySelectorAll('.ris-code-head, [data-slot=sources]')) other.remove();
  for (const mark of copy.querySelectorAll('.ris-citation')) {
    mark.replaceWith(
      `‹${Array.from(mark.querySelectorAll('.ris-citation-number'), (at) => at.textContent).join(' ')}›`,
    );
  }
  return copy.textContent ?? '';
}

function draw(text: string, annotations: readonly unknown[], status: StepStatus = 'done') {
  const view = render(<ModelOutput step={answer(text, annotations)} status={status} />);
  const listed = () => Array.from(view.container.querySelectorAll('.ris-source-number'), (at) => at.textContent);
  return { ...view, words: () => read(view.container), listed };
}

/** Draws a text with a citation wherever a `^` is in it, each of a source of its own. */
function drawMarked(marked: string) {
  const pieces = marked.split('^');
  const ends = pieces.slice(1).map((_, at) => bytes(pieces.slice(0, at + 1).join('')));
  return draw(
    pieces.join(''),
    ends.map((end, at) => cite(end, `s${at}`)),
  );
}

describe('where a mark stands', () => {
  test.each([
    ['a text', 'It rained.^ It snowed.^', 'It rained.‹1› It snowed.‹2›'],
    ['a heading', '## Rain^\n\nand snow', 'Rain‹1›and snow'],
    ['a list', '- rain^\n- snow\n  - hail^', 'rain‹1›snowhail‹2›'],
    ['a table', '| a | b^ |\n|---|---|\n| c^ | d |', 'ab‹1›c‹2›d'],
    ['emphasis', 'It **rained^** and *snow^ed*', 'It rained‹1› and snow‹2›ed'],
    ['behind code', 'Run `npm^ ci` now.', 'Run npm ci‹1› now.'],
    ['behind the text of a link', 'See [the^ page](https://x.example) now.', 'See the page‹1› now.'],
    ['behind a code block', 'a\n\n```js\nco^de\n```\n\nb', 'acode‹1›b'],
  ])('%s', (_, marked, words) => {
    const { container, words: said } = drawMarked(marked);
    expect(said()).toBe(words);
    expect(container.querySelectorAll('pre .ris-citation, code .ris-citation, a .ris-citation')).toHaveLength(0);
  });

  test.each([
    ['Thai', 'ฝนตกหนัก', 'ที่กรุงเทพฯ'],
    ['Japanese', '東京は雨です。', '大阪は晴れです。'],
    ['emoji', 'Rain 🌧️👩‍👩‍👧‍👦🇩🇪', ' and 🌞 sun'],
    ['combining marks', 'Ame\u0301lie e\u0302tait', ' la\u0300 aujourd’hui'],
    ['Arabic', 'هطل المطر', ' في عُمان'],
    ['Hindi', 'नमस्ते', ' दुनिया'],
  ])('right behind the words that its bytes name: %s', (_, cited, rest) => {
    expect(draw(cited + rest, [cite(bytes(cited), 'a')]).words()).toBe(`${cited}‹1›${rest}`);
    expect(draw(`x ${cited}${rest}`, [cite(2 + bytes(cited), 'a')]).words()).toBe(`x ${cited}‹1›${rest}`);
  });

  test('several text items count their own bytes, and share their numbers', () => {
    const step = {
      type: 'model_output',
      content: [
        { type: 'text', text: 'Über uns.', annotations: [cite(5, 'a'), cite(10, 'b')] },
        { type: 'image', uri: 'https://x.example/y.png' },
        { type: 'text', text: 'Über euch.', annotations: [cite(5, 'b'), cite(11, 'c')] },
      ],
    } as unknown as ModelOutputStep;
    const { container } = render(<ModelOutput step={step} />);
    const texts = [...container.querySelectorAll<HTMLElement>('[data-slot=markdown]')];
    expect(texts.map(read)).toEqual(['Über‹1› uns.‹2›', 'Über‹2› euch.‹3›']);
  });
});

describe('what is cited at one place', () => {
  test('shares a mark, in the order of the numbers', () => {
    const all = (...ends: number[]) =>
      draw(
        'One. Two.',
        ends.map((end, at) => cite(end, `s${at}`)),
      ).words();
    expect(all(9, 4, 4)).toBe('One.‹2 3› Two.‹1›');
    expect(all(4, 4, 4)).toBe('One.‹1 2 3› Two.');
    expect(all(4, 4, 4, 4, 4)).toBe('One.‹1 2 +3› Two.');
  });

  test('is one, though the space behind it be cited too', () => {
    expect(draw('One.  \n\nTwo.', [cite(4, 'a'), cite(6, 'b'), cite(8, 'c')]).words()).toBe('One.‹1 2 3›  Two.');
  });

  test('is named once, however often', () => {
    const { words, listed } = draw('One. Two.', [cite(4, 'a'), cite(4, 'a'), cite(9, 'b'), cite(9, 'a')]);
    expect(words()).toBe('One.‹1› Two.‹1 2›');
    expect(listed()).toEqual(['1', '2']);
  });

  test('is bounded, however much it is', async () => {
    const { container, words } = draw(
      'One.',
      Array.from({ length: 10_000 }, (_, at) => cite(4, `s${at}`)),
    );
    expect(words()).toBe('One.‹1 2 +9998›');
    fireEvent.click(screen.getByRole('button', { name: 'Sources 1 2 +9998' }));
    const card = within(await screen.findByRole('dialog'));
    expect(card.getAllByRole('link')).toHaveLength(12);
    expect(card.getByText('9988 more')).toBeDefined();
    expect(container.querySelectorAll('.ris-citation')).toHaveLength(1);
  });
});

describe('what is odd', () => {
  test.each([
    ['no end', { end_index: undefined }],
    ['no number', { end_index: '4' }],
    ['not a number', { end_index: Number.NaN }],
    ['an end at the beginning', { end_index: 0 }],
    ['an end before the beginning', { end_index: -3 }],
    ['an end before the start', { start_index: 4, end_index: 2 }],
  ])('%s: it is in the list, and nowhere in the text', (_, range) => {
    const { words, listed } = draw('One. Two.', [cite(4, 'a', range), cite(9, 'b')]);
    expect(words()).toBe('One. Two.‹2›');
    expect(listed()).toEqual(['1', '2']);
  });

  test('an end past the text is its end', () => {
    expect(draw('One.', [cite(99, 'a'), cite(1e9, 'b'), cite(Infinity, 'c')]).words()).toBe('One.‹1 2 3›');
  });

  test('annotations that are no list, or no annotations, are passed over', () => {
    expect(draw('One.', { length: 3 } as never).words()).toBe('One.');
    expect(draw('One.', [null, 'x', 3, {}, [], { type: 'word' }, cite(4, 'a')]).words()).toBe('One.‹1›');
  });

  test('an annotation of an unknown type with an address cites that', () => {
    expect(draw('One.', [{ type: 'scroll_citation', url: 'https://a.example', end_index: 4 }]).words()).toBe('One.‹1›');
  });

  test('a text without a word keeps its sources', () => {
    expect(draw('', [cite(4, 'a')]).listed()).toEqual(['1']);
  });
});

describe('while the answer streams', () => {
  test('a mark comes with what stands behind it, or when the text is whole', () => {
    const annotations = [cite(4, 'a'), cite(9, 'b')];
    const { rerender, words } = draw('One.', annotations, 'streaming');
    expect(words()).toBe('One.');
    rerender(<ModelOutput step={answer('One. Tw', annotations)} status="streaming" />);
    expect(words()).toBe('One.‹1› Tw');
    rerender(<ModelOutput step={answer('One. Two.', annotations)} status="streaming" />);
    expect(words()).toBe('One.‹1› Two.');
    rerender(<ModelOutput step={answer('One. Two.', annotations)} />);
    expect(words()).toBe('One.‹1› Two.‹2›');
  });

  test('a late citation touches its own block, and leaves open what is open', async () => {
    const text = Array.from({ length: 40 }, (_, at) => `Words **bold ${at}** and more.`).join('\n\n');
    const end = (words: string) => bytes(text.slice(0, text.indexOf(words) + words.length));
    const first = [cite(end('bold 0'), 'a')];
    const { container, rerender } = draw(text, first);
    fireEvent.click(screen.getByRole('button', { name: 'Source 1' }));
    const card = screen.getByRole('dialog');
    const blocks = [...container.querySelectorAll('p')];
    const lexed = vi.spyOn(BoundedLexer.prototype, 'lex');
    const observer = new MutationObserver(() => undefined);
    observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
    rerender(<ModelOutput step={answer(text, [...first, cite(end('bold 3'), 'b')])} />);
    const touched = new Set(observer.takeRecords().map(({ target }) => blocks.findIndex((p) => p.contains(target))));
    observer.disconnect();
    expect(lexed.mock.calls.map(([source]) => source)).toEqual(['Words **bold 3** and more.']);
    lexed.mockRestore();
    expect([...touched].sort()).toEqual([-1, 3]);
    expect(blocks[3]?.querySelector('.ris-citation-number')?.textContent).toBe('2');
    expect(screen.getByRole('dialog')).toBe(card);
  });

  test('a source that joins others keeps their button, and the focus on it', () => {
    const { rerender } = draw('One.', [cite(4, 'a')]);
    const button = screen.getByRole('button', { name: 'Source 1' });
    button.focus();
    rerender(<ModelOutput step={answer('One.', [cite(4, 'a'), cite(4, 'b')])} />);
    expect(screen.getByRole('button', { name: 'Sources 1 2' })).toBe(button);
    expect(document.activeElement).toBe(button);
  });

  test('of ten thousand marks, those that stay are the very same', () => {
    const text = 'word '.repeat(10_000);
    const annotations = Array.from({ length: 10_000 }, (_, at) => cite(at * 5 + 4, `s${at % 50}`));
    const sources = new Map(collectSources([{ annotations }]).map((source) => [source.key, source]));
    const { read } = createCitations();
    const marks = read(text, annotations, sources, false);
    expect(marks).toHaveLength(10_000);
    expect(read(text, annotations, sources, false)).toBe(marks);
    const more = read(`${text}and more`, [...annotations, cite(2, 's1')], sources, true);
    expect(more.slice(0, 10_000).every((mark, at) => mark === marks[at])).toBe(true);
    expect(more).toHaveLength(10_001);
  });
});

test('the steps of a turn share their numbers, and another turn has its own', () => {
  const asked = { type: 'user_input' as const, content: [{ type: 'text' as const, text: '?' }] };
  const steps = [
    asked,
    answer('One.', [cite(4, 'a'), cite(4, 'b')]),
    { type: 'thought' as const, signature: 'x' },
    answer('Two.', [cite(4, 'b'), cite(4, 'c')]),
    asked,
    answer('Six.', [cite(4, 'c')]),
  ];
  const { container } = render(<InteractionSteps steps={steps} />);
  const answers = [...container.querySelectorAll<HTMLElement>('[data-slot=model-output]')];
  expect(answers.map(read)).toEqual(['One.‹1 2›', 'Two.‹2 3›', 'Six.‹1›']);
  const listed = answers.map((each) => Array.from(each.querySelectorAll('.ris-source-number'), (at) => at.textContent));
  expect(listed).toEqual([['1', '2'], ['2', '3'], ['1']]);
});

test('whatever is annotated: nothing throws, all sources are listed, each mark stands behind its words', () => {
  const word = fc.constantFrom('alpha', 'naïve', 'δοκιμή', '東京', '🌟', 'กำลัง', 'e\u0301a', 'مرحبا');
  const mark = fc.constantFrom('', '**', '*', '~~');
  const line = fc
    .array(
      fc.tuple(word, mark).map(([text, marks]) => marks + text + marks),
      { minLength: 1, maxLength: 5 },
    )
    .map((words) => words.join(' '));
  const lines = fc.array(fc.tuple(fc.constantFrom('', '## ', '- ', '> '), line), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(lines, fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 9 }), (lines, picks) => {
      const text = lines.map(([start, words]) => start + words).join('\n\n');
      const words = [...text.matchAll(/[^\s>#*~-]+/g)];
      const cited = picks.map((pick) => words[pick % words.length] as RegExpExecArray);
      const annotations = cited.map(({ 0: word, index }, at) =>
        cite(bytes(text.slice(0, index + word.length)), at % 4),
      );
      const { words: said, listed, unmount } = draw(text, annotations);
      const numbers = new Map<number, Set<number>>();
      cited.forEach(({ index }, at) => {
        const number = [...new Set(cited.map((_, each) => each % 4))].indexOf(at % 4) + 1;
        numbers.set(index, (numbers.get(index) ?? new Set()).add(number));
      });
      let expected = '';
      for (const { 0: word, index } of words) {
        const here = [...(numbers.get(index) ?? [])].sort((a, b) => a - b);
        const shown = here.length > 3 ? [...here.slice(0, 2), `+${here.length - 2}`] : here;
        expected += here.length > 0 ? `${word}‹${shown.join(' ')}›` : word;
      }
      expect(
        said()
          .replaceAll(/\s(?!\d|\+)|\s(?=[^‹]*‹)/g, '')
          .replaceAll(/\s/g, ''),
      ).toBe(expected.replaceAll(/\s/g, ''));
      expect(listed()).toHaveLength(new Set(cited.map((_, at) => at % 4)).size);
      unmount();
    }),
    { numRuns: 120 },
  );
});

test('no annotation of no text throws or is lost', () => {
  const offset = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(undefined, null, '3', {}, [], Infinity));
  const annotation = fc.oneof(
    fc.record({
      type: fc.constantFrom('url_citation', 'file_citation', 'place_citation', 'other', ''),
      url: fc.constantFrom('https://a.example', 'https://%zz', 'javascript:alert(1)', '', undefined, 3),
      title: fc.constantFrom('T', '', undefined, null),
      file_name: fc.constantFrom('f.pdf', '', undefined),
      name: fc.constantFrom('Place', '', undefined),
      page_number: fc.constantFrom(3, -1, 'x', undefined),
      review_snippets: fc.constantFrom([{ title: 'R', url: 'x' }], [null, 3], 'x', undefined),
      start_index: offset,
      end_index: offset,
    }),
    fc.anything(),
  );
  fc.assert(
    fc.property(oddMarkdown, fc.array(annotation, { maxLength: 8 }), fc.boolean(), (text, annotations, isOpen) => {
      const { container, unmount } = draw(text, annotations, isOpen ? 'streaming' : 'done');
      const sources = collectSources([{ annotations }]);
      expect(container.querySelectorAll('.ris-source-number')).toHaveLength(isOpen ? 0 : sources.length);
      const shown = new Set(Array.from(container.querySelectorAll('.ris-citation-number'), (at) => at.textContent));
      const numbers = new Set(sources.map(({ number }) => String(number)));
      for (const number of shown) expect(number?.startsWith('+') || numbers.has(number ?? '')).toBe(true);
      for (const link of container.querySelectorAll('a'))
        expect(link.getAttribute('href')).toMatch(/^(https?|mailto):/);
      unmount();
    }),
    { numRuns: 200 },
  );
});

test('citations that come one by one, in any order and while the text grows, end where they end at once', () => {
  fc.assert(
    fc.property(oddMarkdown, places, (text, places) => {
      const annotations = cutsOf(`${text} `, places).map((at, each) => cite(bytes(text.slice(0, at)), each % 5));
      const { container, rerender, unmount } = render(<ModelOutput step={answer('', [])} status="streaming" />);
      annotations.forEach((_, at) => {
        const length = Math.floor((text.length * at) / annotations.length);
        rerender(<ModelOutput step={answer(text.slice(0, length), annotations.slice(0, at))} status="streaming" />);
      });
      rerender(<ModelOutput step={answer(text, annotations)} />);
      const whole = render(<ModelOutput step={answer(text, annotations)} />);
      expect(read(container)).toBe(read(whole.container));
      whole.unmount();
      unmount();
    }),
    { numRuns: 100 },
  );
});

describe('the card', () => {
  const file = {
    type: 'file_citation',
    document_uri: 'fileSearchStores/s',
    file_name: 'handbook.pdf',
    page_number: 14,
    source: 'Every employee is entitled to 28 days.',
    end_index: 4,
  };
  const place = {
    type: 'place_citation',
    name: 'Caffè della Luna',
    url: 'https://maps.google.com/?cid=1',
    review_snippets: [{ title: 'Go before ten.', url: 'https://www.google.com/maps/reviews/1' }, { title: 'No link.' }],
    end_index: 4,
  };

  async function open(annotations: readonly unknown[]) {
    const view = draw('One. Two.', annotations);
    await userEvent.click(screen.getAllByRole('button', { name: /^Source/ })[0] as HTMLElement);
    return { ...view, card: screen.getByRole('dialog', { name: 'Sources' }) };
  }

  test('says of a web page its title and its domain', async () => {
    const { card } = await open([cite(4, 'www.a', { title: 'All about A', snippet: 'A is the first.' })]);
    const link = within(card).getByRole('link', { name: 'All about A' });
    expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual([
      'https://www.a.example/',
      'noopener noreferrer',
    ]);
    expect(card.textContent).toBe('1All about Aa.exampleA is the first.');
    expect(card.querySelector('img')).toBeNull();
  });

  test('says of a redirect only where it leads to', async () => {
    const url = 'https://vertexaisearch.cloud.google.com/grounding-api-redirect/x';
    expect((await open([cite(4, 'a', { url, title: 'nobelprize.org' })])).card.textContent).toBe('1nobelprize.org');
  });

  test('says of a file its name, its page and the passage, and files of one store are not one', async () => {
    const { card, listed } = await open([file, { ...file, file_name: 'annex.pdf' }, { ...file, page_number: 15 }]);
    expect(card.textContent).toBe(
      ['1handbook.pdfpage 14', '2annex.pdfpage 14', '3handbook.pdfpage 15'].map((each) => each + file.source).join(''),
    );
    expect(listed()).toEqual(['1', '2', '3']);
    expect(within(card).queryByRole('link')).toBeNull();
  });

  test('says of a place its name and its reviews, and that it is from Google Maps', async () => {
    const { card, container } = await open([place]);
    expect(card.textContent).toBe('1Caffè della LunaGoogle MapsGo before ten.No link.');
    expect(
      within(card)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Caffè della Luna', 'Go before ten.']);
    expect(container.querySelector('[data-slot=sources]')?.textContent).toContain('Google Maps');
  });

  test('links to nothing that the policy refuses', async () => {
    const { card } = await open([cite(4, 'a', { url: 'javascript:alert(1)', title: 'A trap' })]);
    expect(card.textContent).toBe('1A trap');
    expect(within(card).queryByRole('link')).toBeNull();
  });

  test('opens under a mouse that rests on its mark, stays under it, and closes behind it', async () => {
    const user = userEvent.setup();
    draw('One. Two.', [cite(4, 'a'), cite(9, 'b')]);
    const [first, second] = screen.getAllByRole('button', { name: /^Source/ }) as [HTMLElement, HTMLElement];
    await user.hover(first);
    expect(screen.queryByRole('dialog')).toBeNull();
    const card = await screen.findByRole('dialog');
    await user.hover(within(card).getByRole('link'));
    expect(first.getAttribute('aria-expanded')).toBe('true');
    expect(first.getAttribute('aria-controls')).toBe(card.id);
    await user.hover(second);
    await vi.waitFor(() => expect(second.getAttribute('aria-expanded')).toBe('true'));
    expect(first.getAttribute('aria-expanded')).toBe('false');
    await user.unhover(second);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('opens and closes with a tap, and with one elsewhere', async () => {
    const user = userEvent.setup();
    draw('One. Two.', [cite(4, 'a')]);
    const button = screen.getByRole('button', { name: 'Source 1' });
    const tap = (target: Element) => user.pointer([{ keys: '[TouchA]', target }]);
    await tap(button);
    expect(screen.getByRole('dialog')).toBeDefined();
    await tap(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    await tap(button);
    await tap(document.body);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('Escape closes it, wherever the focus is, and is heard by nobody else', async () => {
    const user = userEvent.setup();
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    draw('One. Two.', [cite(4, 'a')]);
    await user.hover(screen.getByRole('button', { name: 'Source 1' }));
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(heard).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(heard).toHaveBeenCalledOnce();
    document.removeEventListener('keydown', heard);
  });
});
