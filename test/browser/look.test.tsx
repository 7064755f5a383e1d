import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import {
  InteractionSteps,
  JsonAnswer,
  Markdown,
  ModelOutput,
  SafeLink,
  type ModelOutputStep,
  type Step,
  type StepEntry,
} from '../../src/index.ts';
import { recordings, type RecordingName } from '../../src/testing.ts';
import { recordedInteraction } from '../../stories/fixtures/recordedInteraction.ts';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

interface Session {
  send(method: string, params: object): Promise<unknown>;
}

/** The reader's system asks for these. */
const prefer = (features: { [name: string]: string }) =>
  (cdp() as unknown as Session).send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

afterEach(async () => {
  cleanup();
  document.documentElement.removeAttribute('data-theme');
  document.documentElement.removeAttribute('dir');
  document.body.style.cssText = '';
  await prefer({});
  await page.viewport(1280, 800);
});

const asked: Step = {
  type: 'user_input',
  content: [{ type: 'text', text: 'What is it that stands behind all this?' }],
};
const NAMES = Object.keys(recordings) as RecordingName[];

function show(name: RecordingName) {
  const stored = recordedInteraction(name);
  const { container } = render(
    <InteractionSteps interaction={{ ...stored, steps: [asked, ...(stored.steps ?? [])] }} />,
  );
  return container;
}

/** Opens the groups, then the rows in them, then what each turn's end opens on. */
async function openAll(): Promise<void> {
  for (let opened = -1; opened !== 0; await new Promise(requestAnimationFrame)) {
    const closed = screen
      .queryAllByRole('button', { expanded: false })
      .filter(({ classList }) => classList.contains('ris-row') || classList.contains('ris-icon-button'));
    for (const row of closed) row.click();
    opened = closed.length;
  }
}

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
/** Relative luminance of a computed colour that has nothing see-through, as WCAG defines it. */
function luminance(colour: string): number {
  if (!canvas) throw new Error('There is no canvas.');
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('the column is 46rem wide where there is room, and everything in it stays inside', async () => {
  for (const name of NAMES) {
    const steps = show(name).querySelector('.ris-steps') as HTMLElement;
    expect(getComputedStyle(steps).maxInlineSize).toBe('736px');
    expect({ name, width: steps.getBoundingClientRect().width }).toEqual({ name, width: 736 });
    cleanup();
  }
});

// 640 px are what is left of 1280 at 200 %.
test.each([
  [320, 'ltr'],
  [320, 'rtl'],
  [375, 'ltr'],
  [640, 'ltr'],
])('at %i px, %s, nothing is wider than the window, open rows neither', async (width, dir) => {
  await page.viewport(width, 700);
  document.documentElement.dir = dir;
  document.body.style.margin = '12px';
  for (const name of NAMES) {
    show(name);
    await openAll();
    const { scrollWidth } = document.documentElement;
    expect({ name, scrollWidth }).toEqual({ name, scrollWidth: width });
    cleanup();
  }
});

test('everything between the parts of a turn is in steps of 4 px', () => {
  for (const name of NAMES) {
    const container = show(name);
    const parts = container.querySelectorAll('.ris-turn, .ris-turn > *, .ris-model-output > *, .ris-blocks > *');
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      const { marginBlockStart, marginBlockEnd } = getComputedStyle(part);
      const odd = [marginBlockStart, marginBlockEnd].filter((margin) => Number.parseFloat(margin) % 4 !== 0);
      expect({ part: `${name}: ${part.className}`, odd }).toEqual({ part: `${name}: ${part.className}`, odd: [] });
    }
    cleanup();
  }
});

test('rows are 32 to 36 px high, text has 15 px, what is beside it 13 or 14', () => {
  const container = show('tool-agent');
  const rows = [...container.querySelectorAll<HTMLElement>('.ris-row')].filter((row) => row.checkVisibility());
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const { height } = row.getBoundingClientRect();
    expect([height >= 32, height <= 36]).toEqual([true, true]);
    expect(getComputedStyle(row).fontSize).toBe('14px');
  }
  const output = container.querySelector('.ris-p') as HTMLElement;
  expect(getComputedStyle(output)).toMatchObject({ fontSize: '15px', lineHeight: '24px' });
});

// Numbers in a sentence are as high as its line lets them be, and so are links: WCAG leaves these out.
test('what can be hit is 24 px high and wide at least, on a phone too', async () => {
  await page.viewport(375, 700);
  for (const name of NAMES) {
    const container = show(name);
    await openAll();
    const controls = [...container.querySelectorAll('button:not(.ris-citation-numbers), a.ris-source, summary')];
    const small = controls.filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return control.checkVisibility() && Math.min(width, height) < 24;
    });
    expect(small.map((control) => control.outerHTML)).toEqual([]);
    cleanup();
  }
});

test('turns stand 32 px apart, blocks of an answer 12', () => {
  const steps: Step[] = [1, 2].flatMap(() => [
    asked,
    { type: 'model_output', content: [{ type: 'text', text: 'One.\n\nTwo.' }] } as Step,
  ]);
  const { container } = render(<InteractionSteps steps={steps} />);
  const gap = (selector: string) => {
    const [one, two] = [...container.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
    return Math.round((two?.top ?? NaN) - (one?.bottom ?? NaN));
  };
  expect([gap('.ris-turn'), gap('.ris-p')]).toEqual([32, 12]);
});

/** From where to where the text of an element stands, in the order in which the page reads. */
function inlineSpan(element: Element | null | undefined): { start: number; end: number } {
  const range = new Range();
  range.selectNodeContents(element ?? document.body);
  const { left, right } = range.getBoundingClientRect();
  return document.documentElement.dir === 'rtl' ? { start: -right, end: -left } : { start: left, end: right };
}

test.each([
  ['ltr', 'مقارنة الطرق'],
  ['rtl', 'Comparing the Routes'],
])('on a page that reads %s, the detail of a row stands behind its verb, in whatever script', (dir, title) => {
  document.documentElement.dir = dir;
  const step: Step = { type: 'thought', summary: [{ type: 'text', text: `**${title}**` }] };
  const { container } = render(<InteractionSteps steps={[step]} />);
  const [verb, detail] = ['.ris-row-verb', '.ris-row-detail'].map((part) => inlineSpan(container.querySelector(part)));
  expect(Math.round((detail?.start ?? NaN) - (verb?.end ?? NaN))).toBe(8);
});

test('search suggestions stand off from the answer as its blocks do', () => {
  const steps: Step[] = [
    asked,
    { type: 'google_search_call', id: 's', arguments: { queries: ['what'] } },
    { type: 'google_search_result', call_id: 's', result: [{ search_suggestions: '<b>what</b>' }] },
    { type: 'model_output', content: [{ type: 'text', text: 'This.' }] },
  ];
  const { container } = render(<InteractionSteps steps={steps} />);
  const [answer, suggestions] = ['.ris-model-output', '.ris-search-suggestions'].map((part) =>
    container.querySelector(part)?.getBoundingClientRect(),
  );
  expect((suggestions?.top ?? NaN) - (answer?.bottom ?? NaN)).toBe(12);
});

test('the numbers under an answer look like those in its text', () => {
  const container = show('grounded-answer');
  const looks = ['.ris-citation .ris-citation-number', '.ris-source .ris-citation-number'].map((number) => {
    const element = container.querySelector(number) as HTMLElement;
    const { backgroundColor, boxShadow, color, font } = getComputedStyle(element);
    return { text: element.textContent, height: element.offsetHeight, backgroundColor, boxShadow, color, font };
  });
  expect(looks[0]).toMatchObject({ text: '1', height: 18 });
  expect(looks[1]).toEqual(looks[0]);
});

test('sound and film that the user attached have room for their controls', async () => {
  const data = btoa(String.fromCharCode(0, 0, 1, 0).repeat(200));
  const film = { type: 'video', mime_type: 'video/webm', data } as const;
  const sound = { type: 'audio', mime_type: 'audio/l16;rate=8000', data } as const;
  for (const width of [1280, 375]) {
    await page.viewport(width, 700);
    const { container } = render(<InteractionSteps steps={[{ type: 'user_input', content: [sound, film] }]} />);
    for (const player of ['audio', 'video']) {
      await expect.poll(() => container.querySelector<HTMLElement>(player)?.offsetWidth).toBeGreaterThan(200);
    }
    cleanup();
  }
});

test('a component that is itself what can be focused shows that it is', async () => {
  render(<SafeLink href="https://example.com/">A page</SafeLink>);
  await userEvent.keyboard('{Tab}');
  const { outlineStyle, outlineWidth } = getComputedStyle(screen.getByRole('link'));
  expect([document.activeElement?.textContent, outlineStyle, outlineWidth]).toEqual(['A page', 'solid', '2px']);
});

test('values within values begin in one column, until there is no room for another', () => {
  const text = JSON.stringify({ fares: { base: '176', taxes: { airport: '24.5' } } });
  const { container } = render(<JsonAnswer text={text} />);
  const names = new Map(
    [...container.querySelectorAll('dt')].map((name) => [name.textContent, inlineSpan(name).start]),
  );
  const value = [...container.querySelectorAll('dd')].find((each) => each.textContent === '176');
  expect(names.get('airport')).toBe(inlineSpan(value).start);
});

describe.each(['light', 'dark'])('who asks for more contrast, when it is %s,', (theme) => {
  test('gets 7 to 1 for every text, and edges that can be told from the ground', async () => {
    await prefer({ 'prefers-contrast': 'more' });
    document.documentElement.dataset.theme = theme;
    const container = show('code-execution');
    await openAll();
    const ground = getComputedStyle(document.documentElement).getPropertyValue('--ris-surface-default');
    const poor = [...container.querySelectorAll<HTMLElement>('.ris *')]
      .filter(
        (each) => each.checkVisibility() && [...each.childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE),
      )
      .map((each) => [each.className, contrast(getComputedStyle(each).color, ground)] as const)
      .filter(([, ratio]) => ratio < 7);
    expect(poor).toEqual([]);
    const edges = [...container.querySelectorAll('.ris-run, .ris-panel')].map(
      (each) => getComputedStyle(each).borderInlineStartColor,
    );
    expect(edges.length).toBeGreaterThan(0);
    for (const edge of edges) expect(contrast(edge, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

test('in forced colours every control, chip and bubble has an edge, and the caret and what runs can be seen', async () => {
  await prefer({ 'forced-colors': 'active' });
  const stored = recordedInteraction('grounded-answer');
  const { container } = render(
    <>
      <InteractionSteps interaction={{ ...stored, status: 'incomplete', steps: [asked, ...(stored.steps ?? [])] }} />
      <ModelOutput
        status="streaming"
        step={{ type: 'model_output', content: [{ type: 'text', text: 'Some `code`' }] }}
      />
    </>,
  );
  const caret = container.querySelector('.ris-caret') as HTMLElement;
  expect(getComputedStyle(caret).backgroundColor).toBe(getComputedStyle(container).color);
  const edged = '.ris-citation-number, .ris-chip, .ris-bubble, .ris-source, .ris-notice, .ris-button, .ris-literal';
  const bare = [...container.querySelectorAll(edged)].filter((each) => {
    const { borderTopWidth, borderTopStyle } = getComputedStyle(each);
    return borderTopWidth === '0px' || borderTopStyle === 'none';
  });
  expect(container.querySelectorAll(edged).length).toBeGreaterThan(15);
  expect(bare.map((each) => each.className)).toEqual([]);

  const [mark, other] = screen.getAllByRole('button', { name: /^Sources? \d/ });
  mark?.click();
  const ground = (button: HTMLElement | undefined) =>
    getComputedStyle(button?.firstElementChild ?? caret).backgroundColor;
  await expect.poll(() => ground(mark)).not.toBe(ground(other));
});

/** The classes of what moves, fades or shimmers. */
function moving(): string[] {
  const moves = (style: CSSStyleDeclaration) => style.animationName !== 'none' || style.transitionDuration !== '0s';
  return [...document.querySelectorAll<HTMLElement>('.ris, .ris *')]
    .filter((each) => [null, '::before', '::after'].some((part) => moves(getComputedStyle(each, part))))
    .map((each) => each.className);
}

test('with reduced motion nothing moves, whatever is going on', async () => {
  const entry = (index: number, step: Step): StepEntry => ({ key: `${index}`, index, status: 'streaming', step });
  const steps = [
    entry(0, { type: 'thought' }),
    entry(1, { type: 'google_search_call', id: 's', arguments: {} }),
    entry(2, { type: 'model_output', content: [{ type: 'text', text: 'So' }] }),
  ];
  const streaming = <InteractionSteps steps={steps} />;
  const { unmount } = render(streaming);
  expect(moving()).toEqual(expect.arrayContaining(['ris-row-verb', 'ris-caret']));
  unmount();
  await prefer({ 'prefers-reduced-motion': 'reduce' });
  render(streaming);
  await openAll();
  expect(moving()).toEqual([]);
});

/** The first character of each line of what stands in `root`. */
function lineStarts(root: HTMLElement): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const starts: string[] = [];
  let last = -Infinity;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    for (let at = 0; at < text.length; at += 1) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { bottom, top, width } = range.getBoundingClientRect();
      if (width === 0 || top < last - 4) continue;
      if (top > last - 4) starts.push(text[at] ?? '');
      last = bottom;
    }
  }
  return starts;
}

test('Japanese breaks between any two characters, but begins no line with what must not begin one', async () => {
  const text =
    'ノーベル賞は、アルフレッド・ノーベルの遺言によって創設された「賞」です。ちょっとずつ、きっとウェブページでも読めますよ。'.repeat(
      4,
    );
  for (let width = 160; width < 320; width += 9) {
    const { container } = render(
      <div style={{ inlineSize: width }} lang="ja">
        <Markdown text={text} />
      </div>,
    );
    const starts = lineStarts(container);
    expect(starts.length).toBeGreaterThan(5);
    expect(starts.filter((character) => /[、。」・ーょゃゅっァィゥェォッャュョ]/.test(character))).toEqual([]);
    expect(container.scrollWidth).toBeLessThanOrEqual(Math.max(width, container.clientWidth));
    cleanup();
  }
});

test('Korean breaks between words', () => {
  const text = '노벨상은 알프레드 노벨의 유언에 따라 만들어진 상이며 해마다 수여됩니다. '.repeat(6);
  const { container } = render(
    <div style={{ inlineSize: 170 }} lang="ko">
      <Markdown text={text} />
    </div>,
  );
  const words = new Set(text.split(' ').map(([first]) => first));
  const starts = lineStarts(container);
  expect(starts.length).toBeGreaterThan(8);
  expect(starts.filter((character) => !words.has(character))).toEqual([]);
});

test('what arrives never takes the focus, nor what the reader has selected', async () => {
  const step = (text: string): ModelOutputStep => ({ type: 'model_output', content: [{ type: 'text', text }] });
  const thread = (at: number) => (
    <>
      <input aria-label="Message" />
      <InteractionSteps
        steps={[asked, ...(recordedInteraction('tool-agent').steps ?? []).slice(0, at), step('And so.')]}
      />
    </>
  );
  const { rerender } = render(thread(0));
  const input = screen.getByRole('textbox', { name: 'Message' });
  await userEvent.click(input);
  for (let at = 1; at < 12; at += 1) {
    rerender(thread(at));
    expect(document.activeElement).toBe(input);
  }
});
