import { act, cleanup, render, screen } from '@testing-library/react';
import type { Token, TokensList } from 'marked';
import { useEffect, type ReactNode } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { Markdown } from '../../src/components/markdown/Markdown.tsx';
import { InteractionProvider } from '../../src/react/InteractionProvider.tsx';
import { createInteractionState } from '../../src/store/state/createInteractionState.ts';
import { type InteractionStreamHandle, useInteractionStream } from '../../src/react/useInteractionStream.ts';
import { reduceEvents } from '../../src/store/reducer/interactionReducer.ts';
import { createInteractionParser } from '../../src/stream/createInteractionParser.ts';
import { BoundedLexer } from '../../src/components/markdown/BoundedLexer.ts';
import { lexPart } from '../../src/components/markdown/lexPart.ts';
import { MarkdownEngine } from '../../src/components/markdown/MarkdownEngine.ts';
import '../../src/styles.css';
import { bombs } from './bombs.ts';
import { textOf } from '../unit/react/textOf.ts';

afterEach(cleanup);

const encoder = new TextEncoder();
const frame = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const created = frame({ event_type: 'interaction.created', interaction: { id: 'a', status: 'in_progress' } });
const start = (step: object) => frame({ event_type: 'step.start', index: 0, step });
const delta = (fields: object) => frame({ event_type: 'step.delta', index: 0, delta: fields });
const stop = frame({ event_type: 'step.stop', index: 0 });
const completed = frame({ event_type: 'interaction.completed', interaction: { id: 'a', status: 'completed' } });

const MB = 2 ** 20;

/** What is still reachable, in bytes. */
async function usedHeap(): Promise<number> {
  const session = cdp() as unknown as { send(method: string): Promise<{ usedSize?: number }> };
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize ?? 0;
}

/** A stream of bytes that makes each chunk when it is asked for. */
const streamOf = (chunks: Iterator<string>) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });

/** Reads a stream through the hook, and draws it as it comes. */
async function show(chunks: Iterator<string>) {
  let stream: InteractionStreamHandle | undefined;
  function Chat(): ReactNode {
    const own = useInteractionStream({});
    useEffect(() => void (stream = own), [own]);
    return <InteractionSteps stream={own} />;
  }
  const { container } = render(<Chat />);
  const interaction = await stream?.attach(streamOf(chunks));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  if (!interaction) throw new Error('There is no stream.');
  return { container, interaction };
}

/** What is read of a text that comes in pieces, and would be drawn of it. */
function read(text: string, step: number, hasMath: boolean): void {
  const engine = new MarkdownEngine(hasMath);
  for (let end = step; end < text.length + step; end += step) {
    for (const block of engine.update(text.slice(0, end), end >= text.length).groups.flat()) {
      if (block.type !== 'code') block.parts.forEach(lexPart);
    }
  }
}

/** How much text the lexer is given meanwhile, in UTF-16 units, over and over again as it may be. */
function lexed(run: () => void): number {
  let count = 0;
  const add = (text: string) => (count += text.length);
  const spies = (['blockTokens', 'inlineTokens'] as const).map((name) => {
    const lex = BoundedLexer.prototype[name] as (this: BoundedLexer, text: string, tokens?: Token[]) => Token[];
    return vi.spyOn(BoundedLexer.prototype, name).mockImplementation(function (
      this: BoundedLexer,
      text: string,
      tokens?: Token[],
    ) {
      add(text);
      return lex.call(this, text, tokens) as TokensList;
    });
  });
  run();
  spies.forEach((spy) => spy.mockRestore());
  return count;
}

const hasMath = (name: string) => /dollars|formulas/.test(name);

describe('a markdown bomb', () => {
  test.each(Object.entries(bombs))('of %s: four times as much is no more than four times the work', (name, make) => {
    const work = (length: number) => lexed(() => read(make(length), length / 4, hasMath(name)));
    expect(work(32_000) / work(8000)).toBeLessThan(6);
  });

  test.each(['brackets', 'stars', 'quotes on one line', 'dollars', 'words'])(
    'of %s without an end is not read anew for each piece that comes',
    (name) => {
      const make = bombs[name] as (length: number) => string;
      const work = (length: number) => lexed(() => read(make(length), 160, hasMath(name)));
      expect(work(64_000) / work(16_000)).toBeLessThan(10);
    },
  );

  test('takes time in proportion, all of them together', () => {
    const spent = (length: number) => {
      const begun = performance.now();
      for (const [name, make] of Object.entries(bombs)) read(make(length), length / 4, hasMath(name));
      return performance.now() - begun;
    };
    spent(2000);
    const few = Math.min(spent(4000), spent(4000));
    expect(spent(16_000) / few).toBeLessThan(10);
  });

  test('is drawn as it comes, and its elements are in proportion to its length', { timeout: 60_000 }, () => {
    const renderers = { math: ({ source }: { source: string }) => <i>{source}</i> };
    for (const make of Object.values(bombs)) {
      const text = make(4000);
      const draw = (end: number) => (
        <InteractionProvider renderers={renderers}>
          <Markdown text={text.slice(0, end)} status={end < text.length ? 'streaming' : 'done'} />
        </InteractionProvider>
      );
      const { container, rerender, unmount } = render(draw(500));
      for (let end = 1000; end < text.length; end += 1000) rerender(draw(end));
      rerender(draw(text.length));
      expect(container.querySelectorAll('*').length).toBeLessThan(text.length * 2);
      unmount();
    }
  });
});

describe('amounts', () => {
  const answer = (count: number) => [
    {
      type: 'model_output' as const,
      content: [
        {
          type: 'text' as const,
          text: 'word '.repeat(count),
          annotations: Array.from({ length: count }, (_, at) => citation(at)),
        },
      ],
    },
  ];
  const citation = (at: number) => ({
    type: 'url_citation' as const,
    url: `https://a${at}.example/`,
    title: `Source ${at}`,
    start_index: at * 5,
    end_index: at * 5 + 4,
  });
  const marks = (container: HTMLElement) => container.querySelectorAll('[data-slot="citation"]').length;

  test('10,000 citations are drawn at once, in proportion', { timeout: 60_000 }, () => {
    const draw = (count: number) => {
      const begun = performance.now();
      const { container, unmount } = render(<InteractionSteps steps={answer(count)} />);
      const time = performance.now() - begun;
      expect(marks(container)).toBe(count);
      unmount();
      return time;
    };
    draw(100);
    const few = Math.min(draw(2500), draw(2500));
    expect(draw(10_000) / few).toBeLessThan(10);
  });

  test('10,000 citations come a hundred at a time, and all of them get their marks', { timeout: 60_000 }, async () => {
    function* chunks() {
      yield created + start({ type: 'model_output' }) + delta({ type: 'text', text: 'word '.repeat(10_000) });
      for (let at = 0; at < 10_000; at += 100) {
        const annotations = Array.from({ length: 100 }, (_, more) => citation(at + more));
        yield delta({ type: 'text_annotation_delta', annotations });
      }
      yield stop + completed;
    }
    const { container } = await show(chunks());
    expect(marks(container)).toBe(10_000);
    expect(container.querySelector('.ris-source-more')?.textContent).toBe('9992 more');
  });

  test('arguments that nest 10,000 deep are refused as text, and drawn as far as they are opened', async () => {
    const json = `${'{"a":['.repeat(5000)}1${']}'.repeat(5000)}`;
    function* chunks() {
      yield created + start({ type: 'function_call', id: 'a', name: 'deep' });
      for (let at = 0; at < json.length; at += 5000) {
        yield delta({ type: 'arguments_delta', arguments: json.slice(at, at + 5000) });
      }
      yield stop + completed;
    }
    const { container } = await show(chunks());
    openEverything(container);
    expect(container.textContent).toContain('it nests deeper than 512 levels (limits.jsonDepth)');
    expect(container.textContent).not.toContain('could not be drawn');
    cleanup();
    const step = { type: 'function_call' as const, id: 'a', name: 'deep', arguments: JSON.parse(json) };
    const whole = render(<InteractionSteps steps={[step]} />).container;
    for (let round = 0; round < 3; round += 1) openEverything(whole);
    expect(whole.textContent).toContain('1 entry');
    act(() => screen.getByRole('button', { name: 'Raw JSON' }).click());
    expect(whole.textContent).toContain('It nests too deep: only its outermost levels are shown.');
    expect(whole.querySelectorAll('*').length).toBeLessThan(2000);
  });

  test('an event of 50 MB is kept, and little more than it', { timeout: 60_000 }, async () => {
    const size = 50 * MB;
    function* chunks() {
      yield created + start({ type: 'model_output' });
      yield 'data: {"event_type":"step.delta","index":0,"delta":{"type":"image","mime_type":"image/png","data":"';
      for (let at = 0; at < size; at += MB) yield 'A'.repeat(MB);
      yield `"}}\n\n${stop}${completed}`;
    }
    const before = await usedHeap();
    const { interaction, container } = await show(chunks());
    expect(interaction.outcome).toBe('finished');
    const [step] = interaction.steps;
    expect(JSON.stringify(step?.step).length).toBeGreaterThan(size);
    expect(container.querySelector('[data-slot="image-step"]')?.getAttribute('data-state')).toBe('failed');
    expect((await usedHeap()) - before).toBeLessThan(2.5 * size);
  });

  test(
    'a stream of 100 MB is kept, and little more than it; of the text a part is drawn',
    { timeout: 60_000 },
    async () => {
      const size = 100 * MB;
      function* chunks() {
        yield created + start({ type: 'model_output' });
        for (let at = 0; at < size; at += MB / 4) yield delta({ type: 'text', text: `${'word '.repeat(MB / 20)} ` });
        yield stop + completed;
      }
      const before = await usedHeap();
      const { interaction, container } = await show(chunks());
      expect(interaction.outcome).toBe('finished');
      expect(textOf(interaction.steps).length).toBeGreaterThan(size - MB);
      expect(container.textContent).toMatch(/Only the first 600 KB of 1\d\d MB are shown/);
      expect(container.textContent?.length).toBeLessThan(700_000);
      expect((await usedHeap()) - before).toBeLessThan(2.5 * size);
    },
  );

  test('a million tiny deltas are folded in proportion', { timeout: 60_000 }, () => {
    const fold = (count: number) => {
      const begun = performance.now();
      const bytes = encoder.encode(delta({ type: 'text', text: 'w ' }).repeat(1000));
      const parser = createInteractionParser();
      let state = reduceEvents(
        createInteractionState(),
        parser.push(encoder.encode(start({ type: 'model_output' }))),
        1,
      );
      for (let at = 0; at < count; at += 1000) state = reduceEvents(state, parser.push(bytes), 1);
      expect(textOf(state.steps)).toHaveLength(count * 2);
      return performance.now() - begun;
    };
    fold(20_000);
    const few = Math.min(fold(250_000), fold(250_000));
    expect(fold(1_000_000) / few).toBeLessThan(8);
  });
});

function openEverything(root: HTMLElement): void {
  for (const button of root.querySelectorAll<HTMLElement>('[aria-expanded="false"]')) act(() => button.click());
}
