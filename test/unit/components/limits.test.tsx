// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { ErrorNotice } from '../../../src/components/thread/ErrorNotice.tsx';
import { ContentItems } from '../../../src/components/steps/ContentItems.tsx';
import { FoldedText } from '../../../src/components/parts/FoldedText.tsx';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { JsonAnswer } from '../../../src/components/json/JsonAnswer.tsx';
import { JsonView } from '../../../src/components/parts/JsonView.tsx';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import { ModelOutput } from '../../../src/components/steps/ModelOutput.tsx';
import { Sources } from '../../../src/components/citations/Sources.tsx';
import { Transcript } from '../../../src/components/citations/Transcript.tsx';
import { UserInput } from '../../../src/components/steps/UserInput.tsx';
import { ValueView } from '../../../src/components/json/ValueView.tsx';
import type { DocumentContent, TextContent } from '../../../src/protocol/Content.ts';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { useInteractionStream } from '../../../src/react/useInteractionStream.ts';
import type { InteractionLimits } from '../../../src/stream/InteractionLimits.ts';
import { completed, createFeed, created, startText, text } from '../react/createFeed.ts';

afterEach(cleanup);

const draw = (limits: InteractionLimits, children: ReactNode) =>
  render(<InteractionProvider limits={limits}>{children}</InteractionProvider>).container;
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const words = 'one two three four';

describe('textLength', () => {
  test.each(['done', 'streaming', 'interrupted'] as const)('a text that is %s is drawn up to it', (status) => {
    expect(draw({ textLength: words.length }, <Markdown text={words} status={status} />).textContent).toBe(words);
    cleanup();
    const container = draw({ textLength: 8 }, <Markdown text={words} status={status} />);
    expect(container.querySelector('.ris-blocks')?.textContent).toBe('one two');
    expect(container.textContent).toContain('Only the first 8 B of 18 B are shown.');
    click('Show more');
    expect(container.querySelector('.ris-blocks')?.textContent).toBe('one two three fo');
    click('Show more');
    expect(container.textContent).toBe(words);
  });

  test('open marks are closed where a text is clipped, and no caret stands there', () => {
    const container = draw({ textLength: 8 }, <Markdown text="a **bold statement**" status="streaming" />);
    expect(container.querySelector('strong')?.textContent).toBe('bold');
    expect(container.querySelector('.ris-caret')).toBeNull();
  });

  test('what the user said is clipped as well', () => {
    const step = { type: 'user_input' as const, content: [{ type: 'text' as const, text: words }] };
    const container = draw({ textLength: 7 }, <UserInput step={step} />);
    expect(container.querySelector('.ris-bubble > p')?.textContent).toBe('one two');
    click('Show more');
    click('Show more');
    expect(container.querySelector('.ris-bubble')?.textContent).toBe(words);
  });

  test('and so is a transcript', () => {
    const content = { type: 'text', text: words, annotations: [{ type: 'speech_metadata', start_index: 0 }] };
    const container = draw({ textLength: 7 }, <Transcript content={content as unknown as TextContent} />);
    expect(container.querySelector('ol')?.textContent).toBe('one two');
    click('Show more');
    click('Show more');
    expect(container.textContent).toBe(words);
  });
});

describe('detailLength', () => {
  const long = 'x'.repeat(1000);

  test('a text in a card is drawn up to it once it is open', () => {
    const container = draw({ detailLength: 1000 }, <FoldedText text={long} />);
    click('Show more');
    expect(container.textContent).toBe(`${long} Show less`);
    cleanup();
    const clipped = draw({ detailLength: 999 }, <FoldedText text={long} />);
    click('Show more');
    expect(clipped.querySelector('.ris-text')?.textContent).toHaveLength(999);
    expect(clipped.textContent).toContain('Only the first 999 B of 1 KB are shown.');
    click('Show more');
    expect(clipped.querySelector('.ris-text')?.textContent).toBe(long);
  });

  test('and so is raw JSON', () => {
    expect(draw({ detailLength: 1000 }, <JsonView value={long} />).textContent).toBe(long);
    cleanup();
    const container = draw({ detailLength: 999 }, <JsonView value={long} />);
    expect(container.querySelector('pre')?.textContent).toBe(`${long.slice(1)}…`);
    expect(container.querySelector('[data-slot="json"]')?.getAttribute('data-state')).toBe('clipped');
    click('Show more');
    expect(container.textContent).toBe(long);
  });
});

describe('a megabyte in the place of a few words', () => {
  const long = 'word '.repeat(200_000);
  const call = (fields: object) => ({ type: 'function_call', id: 'a', arguments: {}, ...fields });
  const place = { name: long, url: 'https://a.example/' };
  const cited = { type: 'file_citation', file_name: long, source: long, start_index: 0, end_index: 3 };

  test.each<[string, readonly object[]]>([
    ['the name of a function', [call({ name: long })]],
    ['the type of a step', [{ type: long }]],
    ['what a function that failed says', [call({ name: 'f' }), result('function', { message: long })]],
    ['what code that failed printed', [result('code_execution', `Traceback (most recent call last)\n${long}`)]],
    ['the queries of a search', [{ type: 'google_search_call', id: 'a', arguments: { queries: [long] } }]],
    ['the name of a place', [result('google_maps', [{ places: [place] }])]],
    ['the address of a page', [result('url_context', [{ url: `https://a.example/${long}`, status: 'success' }])]],
    ['a passage of a file', [result('file_search', [{ file_name: long, text: long }])]],
    ['a function that was found', [result('tool_search', [{ name: long, description: long }])]],
    ['a source', [{ type: 'model_output', content: [{ type: 'text', text: 'Yes.', annotations: [cited] }] }]],
    ['why an answer failed', [{ type: 'model_output', content: [], error: { message: long } }]],
  ])('is not drawn whole: %s', (_, steps) => {
    const { container } = render(<InteractionSteps steps={steps as never} />);
    for (let round = 0; round < 2; round += 1) {
      for (const row of container.querySelectorAll('.ris-row[aria-expanded="false"], .ris-citation'))
        fireEvent.click(row);
    }
    expect(document.body.textContent).toMatch(/word word/);
    expect(document.body.textContent?.length).toBeLessThan(25_000);
  });

  test('is not drawn whole: why an interaction failed, on screen and to a screen reader', async () => {
    const interaction = { id: 'i', status: 'failed', errors: [{ message: long }], steps: [] };
    const store = createInteractionStore();
    const { container } = render(<InteractionSteps stream={{ store }} />);
    await act(() => store.getState().attach(interaction));
    expect(container.querySelector('[role="alert"]')?.textContent).toMatch(/^The model failed: word word/);
    expect(container.querySelector('[role="alert"]')?.textContent?.length).toBeLessThan(1000);
    const notice = () => container.querySelector('.ris-notice')?.textContent ?? '';
    expect(notice()).toMatch(/^The model failed: word word/);
    click('Show more');
    expect(notice().length).toBeGreaterThan(20_000);
    expect(notice()).toContain('Only the first');
  });

  test('is not drawn whole: what an error says to developers', () => {
    const { container } = render(<ErrorNotice error={{ type: 'http', message: long, retryable: false }} />);
    expect(container.textContent).toMatch(/^Something went wrong\./);
    expect(container.textContent?.length).toBeLessThan(1000);
  });

  function result(tool: string, value: unknown) {
    return { type: `${tool}_result`, call_id: 'a', is_error: !Array.isArray(value), result: value };
  }
});

describe('entries', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `row ${at}` }));

  test('of a value are drawn up to it, and as many again at each click', () => {
    expect(draw({ entries: 3 }, <ValueView value={rows(3)} />).querySelectorAll('tbody tr')).toHaveLength(3);
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    const container = draw({ entries: 3 }, <ValueView value={rows(7)} />);
    click('4 more');
    click('1 more');
    expect(container.querySelectorAll('tbody tr')).toHaveLength(7);
  });

  test('of sources, too, behind those that show at first', () => {
    const sources = Array.from({ length: 300 }, (_, at) => ({ key: `${at}`, number: at + 1, title: `source ${at}` }));
    const container = draw({}, <Sources sources={sources} />);
    click('292 more');
    click('200 more');
    click('100 more');
    expect(container.querySelectorAll('.ris-source-title')).toHaveLength(300);
    expect(container.querySelector('[data-slot="sources"]')?.getAttribute('data-state')).toBe('whole');
  });

  test('without a limit all of them are drawn', () => {
    expect(draw({ entries: Infinity }, <ValueView value={rows(150)} />).querySelectorAll('tbody tr')).toHaveLength(150);
  });
});

test('contentItems: those of an answer, and what the user sent along', () => {
  const items = (count: number): TextContent[] =>
    Array.from({ length: count }, (_, at) => ({ type: 'text', text: `item ${at}` }));
  expect(draw({ contentItems: 2 }, <ContentItems content={items(2)} />).textContent).toBe('item 0item 1');
  cleanup();
  const container = draw({ contentItems: 2 }, <ContentItems content={items(3)} />);
  expect(container.textContent).toBe('item 0item 11 more');
  click('1 more');
  expect(container.textContent).toBe('item 0item 1item 2');
  cleanup();
  const files = Array.from({ length: 3 }, (): DocumentContent => ({
    type: 'document',
    uri: 'https://a.example/b.pdf',
  }));
  const input = draw(
    { contentItems: 2 },
    <UserInput step={{ type: 'user_input', content: [...files, ...items(3)] }} />,
  );
  expect(input.querySelectorAll('.ris-attachments > li')).toHaveLength(2);
  expect(input.querySelectorAll('.ris-bubble > p')).toHaveLength(2);
  click('1 more');
  expect(input.querySelectorAll('.ris-attachments > li')).toHaveLength(3);
  expect(input.querySelectorAll('.ris-bubble > p')).toHaveLength(3);
});

describe('annotations', () => {
  const cited = (count: number) => ({
    type: 'model_output' as const,
    content: [
      {
        type: 'text' as const,
        text: words,
        annotations: Array.from({ length: count }, (_, at) => ({
          type: 'url_citation' as const,
          url: `https://a${at}.example/`,
          title: `Source ${at}`,
          start_index: 0,
          end_index: at + 1,
        })),
      },
    ],
  });
  const marks = (container: HTMLElement) => container.querySelectorAll('[data-slot="citation"]');

  test('as many marks as they are stand in a text; the list has all sources', () => {
    expect(marks(draw({ annotations: 3 }, <ModelOutput step={cited(3)} />))).toHaveLength(3);
    cleanup();
    const container = draw({ annotations: 2 }, <ModelOutput step={cited(3)} />);
    expect(marks(container)).toHaveLength(2);
    expect(container.querySelectorAll('.ris-source-title')).toHaveLength(3);
    click('Show 1 more annotations of this text');
    expect(marks(container)).toHaveLength(3);
  });

  test('none of those behind a clipped text stands at its end', () => {
    const container = draw({ textLength: 8 }, <ModelOutput step={cited(18)} />);
    expect(marks(container).length).toBeLessThan(8);
    click('Show more');
    click('Show more');
    expect(marks(container).length).toBeGreaterThan(12);
  });

  test('the words of a transcript, too', () => {
    const annotations = words.split(' ').map((word, at) => ({ type: 'word_info', text: word, start_offset: `${at}s` }));
    const content = { type: 'text', text: words, annotations } as unknown as TextContent;
    const container = draw({ annotations: 2 }, <Transcript content={content} />);
    expect(container.querySelectorAll('[title]')).toHaveLength(2);
    expect(container.querySelector('ol')?.textContent).toContain(words);
    click('Show 2 more annotations of this text');
    expect(container.querySelectorAll('[title]')).toHaveLength(4);
  });
});

test('jsonDepth: an answer in JSON that nests deeper is drawn as its text', () => {
  const json = '{"a":{"b":1}}';
  expect(draw({ jsonDepth: 2 }, <JsonAnswer text={json} />).querySelector('.ris-fields')).not.toBeNull();
  cleanup();
  const container = draw({ jsonDepth: 1 }, <JsonAnswer text={json} />);
  expect(container.querySelector('.ris-fields')).toBeNull();
  expect(container.textContent).toBe(json);
});

test('providers nest, one limit at a time, and what makes no sense leaves what was', () => {
  const inner = { entries: Number.NaN, textLength: 7 };
  const container = draw(
    { entries: 1, textLength: 3 },
    <InteractionProvider limits={inner}>
      <ValueView value={[{ a: 1 }, { a: 2 }]} />
      <Markdown text={words} />
    </InteractionProvider>,
  );
  expect(container.querySelectorAll('tbody tr')).toHaveLength(1);
  expect(container.querySelector('.ris-blocks')?.textContent).toBe('one two');
});

test('a hook takes those of the provider under its own, and the reader is told which was met', async () => {
  const feed = createFeed();
  function Chat(): ReactNode {
    const stream = useInteractionStream({ transport: feed, limits: { steps: 2 } });
    return (
      <>
        <button type="button" onClick={() => void stream.send('Go.')}>
          Send
        </button>
        <InteractionSteps stream={stream} />
      </>
    );
  }
  const container = draw({ steps: 1, eventLength: 500 }, <Chat />);
  click('Send');
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  feed.push(created('int_1'), startText(0), text(0, 'It came first.'), startText(1));
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(container.querySelector('[data-slot="notice"]')).toBeNull();
  feed.push(text(1, 'x'.repeat(500)), completed('int_1'));
  await screen.findAllByText(/The answer is larger than is shown here/);
  expect(container.querySelector('[data-slot="notice"]')?.textContent).toContain('eventLength');
  expect(container.querySelector('[data-slot="notice"]')?.getAttribute('data-state')).toBe('warn');
  expect(container.querySelector('[data-slot="notice"] button')).toBeNull();
  expect(container.textContent).toContain('It came first.');
});
