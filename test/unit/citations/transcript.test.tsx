// @vitest-environment jsdom
import { render } from '@testing-library/react';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTranscriptReader } from '../../../src/components/citations/readTranscript.ts';
import { InteractionProvider, ModelOutput, Transcript, type ModelOutputStep } from '../../../src/index.ts';
import { formatTimestamp } from '../../../src/react/formatTimestamp.ts';
import { recordedStep } from '../../../stories/fixtures/recordedInteraction.ts';
import { forbidConsoleErrors } from '../react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const bytes = (text: string) => new TextEncoder().encode(text).length;
const speech = (start: number | undefined, speaker: string, more: object = {}) => ({
  type: 'speech_metadata',
  start_index: start,
  speaker,
  ...more,
});
const word = (text: string, start?: number, more: object = {}) => ({
  type: 'word_info',
  text,
  ...(start !== undefined && { start_index: start, end_index: start + bytes(text) }),
  ...more,
});
const read = (text: string, annotations: unknown) =>
  createTranscriptReader()(text, annotations).map(({ speaker, time, pieces }) => [
    speaker,
    time,
    pieces.map((piece) => piece.text).join('|'),
  ]);

test('the recorded one: who says what, and when', () => {
  const { container } = render(<ModelOutput step={recordedStep('transcription', 'model_output')} />);
  expect(container.querySelector('[data-slot=transcript]')?.getAttribute('data-state')).toBe('done');
  expect(Array.from(container.querySelectorAll('.ris-segment'), (segment) => segment.textContent)).toEqual([
    'Speaker 10:00calmGood morning, and welcome to the call.',
    'Speaker 20:03cheerfulMorning! Sorry, I’m still at the café – can you hear me?',
    'Speaker 10:06calmPerfectly. So, the numbers from Zürich?',
    'Speaker 20:09thoughtfulUp four percent, most of it one order.',
  ]);
  const words = [...container.querySelectorAll<HTMLElement>('.ris-segment-text > span')];
  expect(words.find(({ textContent }) => textContent === 'café')?.title).toBe('0:05');
  expect(words).toHaveLength(32);
  expect(container.querySelectorAll('.ris-citation, [data-slot=sources]')).toHaveLength(0);
});

test('offsets are bytes, and a missing one is the beginning', () => {
  const text = 'Grüße. สวัสดี 🌟! Ja.';
  const second = bytes('Grüße. ');
  expect(read(text, [speech(undefined, 'a'), speech(second, 'b'), speech(second + bytes('สวัสดี 🌟! '), 'a')])).toEqual([
    ['a', undefined, 'Grüße.'],
    ['b', undefined, 'สวัสดี 🌟!'],
    ['a', undefined, 'Ja.'],
  ]);
});

test('words alone make a transcript: another speaker is another segment', () => {
  const at = { start_offset: '1.500s', speaker: 'spk_1' };
  expect(read('Hi you. Ho.', [word('Hi', 0, at), word('you', 3), word('Ho', 8, { speaker: 'spk_2' })])).toEqual([
    ['spk_1', 1500, 'Hi| |you|.'],
    ['spk_2', undefined, 'Ho|.'],
  ]);
});

test('words without offsets stand where the text says them next', () => {
  expect(
    read('no no yes', [word('no', undefined, { speaker: 'a' }), word('no', undefined, { speaker: 'b' }), word('yes')]),
  ).toEqual([
    ['a', undefined, 'no'],
    ['b', undefined, 'no| |yes'],
  ]);
});

test('what nobody is said to say is there all the same', () => {
  expect(read('(music) Hello.', [speech(8, 'a')])).toEqual([
    ['', undefined, '(music)'],
    ['a', undefined, 'Hello.'],
  ]);
});

test('a name is a name, and a label becomes a number', () => {
  const annotations = [speech(0, 'Ada'), speech(3, 'spk:4'), speech(6, 'Ada')];
  const { container } = render(
    <InteractionProvider labels={{ transcript: { speaker: (number) => `Stimme ${number}` } }}>
      <Transcript content={{ type: 'text', text: 'A. B. C.', annotations: annotations as never }} />
    </InteractionProvider>,
  );
  expect(Array.from(container.querySelectorAll('.ris-speaker'), (name) => name.textContent)).toEqual([
    'Ada',
    'Stimme 2',
    'Ada',
  ]);
});

test('whoever goes on is not named again', () => {
  const annotations = [speech(0, 'Ada', { style: 'calm' }), speech(3, 'Ada', { style: 'loud' })];
  const { container } = render(
    <Transcript content={{ type: 'text', text: 'A. B.', annotations: annotations as never }} />,
  );
  expect(container.querySelectorAll('.ris-speaker')).toHaveLength(1);
  expect(container.querySelectorAll('.ris-segment')).toHaveLength(2);
});

test('segments that say the same as before are the same objects', () => {
  const reader = createTranscriptReader();
  const [first] = reader('One. Two', [speech(0, 'a'), speech(5, 'b')]);
  expect(reader('One. Two. Three.', [speech(0, 'a'), speech(5, 'b'), speech(10, 'a')])[0]).toBe(first);
  expect(reader('One. Two.', [speech(0, 'c'), speech(5, 'b')])[0]).not.toBe(first);
});

test('a text that cites and speaks keeps its sources', () => {
  const annotations = [speech(0, 'a'), { type: 'url_citation', url: 'https://a.example', end_index: 3 }];
  const step = { type: 'model_output', content: [{ type: 'text', text: 'One.', annotations }] } as never;
  const { container } = render(<ModelOutput step={step as ModelOutputStep} />);
  expect(container.querySelector('.ris-source-number')?.textContent).toBe('1');
});

test('whatever is annotated: nothing throws, and no word is lost, added or moved', () => {
  const offset = fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(undefined, null, '3', NaN, Infinity, 2.5));
  const annotation = fc.oneof(
    fc.record({
      type: fc.constantFrom('speech_metadata', 'word_info'),
      speaker: fc.constantFrom('a', 'b', '', undefined, 3),
      text: fc.constantFrom('a', 'é', '', undefined),
      start_offset: fc.constantFrom('1s', '0.5s', 'x', undefined, 3),
      start_index: offset,
      end_index: offset,
    }),
    fc.anything(),
  );
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '東', '🌟', ' ', '\n', '\r\n', '\r'), maxLength: 20 });
  fc.assert(
    fc.property(text, fc.array(annotation, { maxLength: 10 }), (text, annotations) => {
      const segments = createTranscriptReader()(text, annotations);
      const said = segments.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('');
      expect(said.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      expect(said).not.toContain('\uFFFD');
    }),
    { numRuns: 500 },
  );
});

test('a time is as a player says it', () => {
  expect([0, 3999, 61_000, 3_729_000, -5, NaN].map(formatTimestamp)).toEqual([
    '0:00',
    '0:03',
    '1:01',
    '1:02:09',
    '0:00',
    '0:00',
  ]);
});

test('what is cited in it has its mark, behind the word or in what is between two', () => {
  const said = 'Grüße, es regnet.\nEs schneit \nseit gestern.';
  const cite = (end: string, url: string) => ({ type: 'url_citation', url, title: url, end_index: bytes(end) });
  const annotations = [
    speech(0, 'a'),
    word('Grüße', 0, { start_offset: '1s' }),
    speech(bytes('Grüße, es regnet.\n'), 'b'),
    cite('Grüß', 'https://in-a-word.example'),
    cite('Grüße, es', 'https://between.example'),
    cite('Grüße, es regnet.\n', 'https://end.example'),
    cite(`${said}  `, 'https://past.example'),
    cite('Grüße, es regnet.\nEs schneit \n', 'https://space.example'),
  ];
  const step = { type: 'model_output', content: [{ type: 'text', text: said, annotations }] } as ModelOutputStep;
  const { container } = render(<ModelOutput step={step} />);
  const segments = [...container.querySelectorAll('.ris-segment-text')].map((segment) => {
    for (const mark of segment.querySelectorAll('.ris-citation')) mark.replaceWith(`[${mark.textContent?.trim()[0]}]`);
    return segment.textContent;
  });
  expect(segments).toEqual(['Grüße[1], es[2] regnet.[3]', 'Es schneit[5] \nseit gestern.[4]']);
  expect(container.querySelectorAll('.ris-source')).toHaveLength(5);
});
