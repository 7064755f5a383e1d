import { isWire, typeOf, type Wire } from '../../protocol/Wire.ts';
import { listOf, textOf } from '../parts/fields.ts';
import { isSameList } from '../parts/isSameList.ts';
import { visibleEnd } from './visibleEnd.ts';
import { createByteIndex } from '../markdown/createByteIndex.ts';
import type { MarkdownInsertion, PlacedInsertion } from '../markdown/MarkdownInsertion.ts';

/** A word of a transcript, or what is between two. */
export interface TranscriptPiece {
  readonly text: string;
  /** When it is said, in ms from the beginning of the audio. */
  readonly time?: number;
  /** What is drawn behind it. */
  readonly insertions?: readonly PlacedInsertion[];
}

/** What somebody says without a break. */
export interface TranscriptSegment {
  /** As the API calls them; `''` when it does not say. */
  readonly speaker: string;
  /** How it is said: "calm". `''` when the API does not say. */
  readonly style: string;
  /** When it begins, in ms from the beginning of the audio. */
  readonly time?: number;
  readonly pieces: readonly TranscriptPiece[];
}

/** Whether an annotation says who speaks, or when a word is said. */
export function isSpeech(annotation: unknown): annotation is Wire {
  if (!isWire(annotation)) return false;
  const type = typeOf(annotation);
  return type === 'speech_metadata' || type === 'word_info';
}

/** How far ahead a word without an offset is looked for, in UTF-16 units: thousands that are nowhere are not to cost more. */
const REACH = 10_000;

interface Note {
  from: number;
  to: number;
  isWord: boolean;
  speaker: string;
  style: string;
  time?: number;
}

interface Draft {
  from: number;
  speaker: string;
  style: string;
  words: Note[];
}

/** Reads a transcript that grows: segments that say the same as before are the same objects as before. */
export function createTranscriptReader(): (
  text: string,
  annotations: unknown,
  insertions?: readonly MarkdownInsertion[],
) => readonly TranscriptSegment[] {
  const index = createByteIndex();
  let before: readonly TranscriptSegment[] = [];

  /** Where annotations stand. A word without an offset stands where the text says it next. */
  function readNotes(raw: string, text: string, annotations: readonly Wire[]): Note[] {
    const ranges = annotations.map((each) => [offsetOf(each.start_index), offsetOf(each.end_index)] as const);
    const units = index.toUnits(
      raw,
      ranges.flatMap(([start = 0, end = 0]) => [start, end]),
    );
    let next = 0;
    return annotations.flatMap((each, at): Note[] => {
      const isWord = typeOf(each) === 'word_info';
      const [start, end] = ranges[at] ?? [];
      let from = units[2 * at] ?? 0;
      let to = units[2 * at + 1] ?? 0;
      if (isWord && (end === undefined || (start === undefined && end === 0))) {
        const word = textOf(each.text);
        const found = word === '' ? -1 : text.slice(next, next + REACH).indexOf(word);
        from = found === -1 ? -1 : next + found;
        to = from + word.length;
      }
      if (from < 0 || (isWord && to <= from) || from >= text.length) return [];
      if (isWord) next = to;
      const time = timeOf(each.start_offset);
      return [{ from, to, isWord, speaker: textOf(each.speaker).trim(), style: textOf(each.style).trim(), time }];
    });
  }

  /** Insertions in the order of their places, each behind a character that shows. */
  function place(raw: string, text: string, insertions: readonly MarkdownInsertion[]): PlacedInsertion[] {
    const units = index.toUnits(
      raw,
      insertions.map(({ at }) => at),
    );
    return insertions
      .map((each, at) => ({ ...each, at: visibleEnd(text, units[at] ?? text.length) }))
      .sort((a, b) => a.at - b.at);
  }

  return (raw, annotations, insertions = []) => {
    const text = raw.includes('\r\n') ? raw.replaceAll('\r\n', '\n') : raw;
    const notes = readNotes(raw, text, listOf(annotations).filter(isSpeech));
    const drafts = toDrafts(notes.sort((a, b) => a.from - b.from || Number(a.isWord) - Number(b.isWord)));
    const placed = insertions.length > 0 ? place(raw, text, insertions) : [];
    const now = drafts.flatMap((draft, at) => {
      const said = text.slice(draft.from, drafts[at + 1]?.from).trimEnd();
      const end = draft.from + said.length;
      const later = placed.findIndex((each) => each.at > end);
      return said === '' ? [] : toSegment(text, draft, end, placed.splice(0, later === -1 ? placed.length : later));
    });
    before = now.map((segment, at) => {
      const last = before[at];
      return last && isSameSegment(last, segment) ? last : segment;
    });
    return before;
  };
}

/** A segment begins with each speech note, and where a word says that somebody else speaks. */
function toDrafts(notes: readonly Note[]): Draft[] {
  const drafts: Draft[] = [{ from: 0, speaker: '', style: '', words: [] }];
  for (const note of notes) {
    const last = drafts.at(-1) as Draft;
    const opens = !note.isWord || (note.speaker !== '' && note.speaker !== last.speaker);
    if (opens && note.from > last.from) {
      drafts.push({ from: note.from, speaker: note.speaker, style: note.style, words: note.isWord ? [note] : [] });
      continue;
    }
    if (opens) Object.assign(last, { speaker: note.speaker || last.speaker, style: note.style || last.style });
    if (note.isWord && note.from >= (last.words.at(-1)?.to ?? 0)) last.words.push(note);
  }
  return drafts;
}

/** @param inside Insertions in it: one in a word stands behind that. */
function toSegment(
  text: string,
  { from, speaker, style, words }: Draft,
  end: number,
  inside: PlacedInsertion[],
): TranscriptSegment {
  const pieces: TranscriptPiece[] = [];
  let at = from;
  const add = (stop: number, time: number | undefined, insertions?: readonly PlacedInsertion[]) => {
    if (stop > at) pieces.push({ text: text.slice(at, stop), time, ...(insertions && { insertions }) });
    at = Math.max(at, stop);
  };
  const addUpTo = (stop: number, time?: number) => {
    const isWord = time !== undefined;
    while (inside[0] && inside[0].at <= stop) {
      const place = isWord ? stop : inside[0].at;
      const later = inside.findIndex((each) => each.at > place);
      add(place, time, inside.splice(0, later === -1 ? inside.length : later));
    }
    add(stop, time);
  };
  for (const word of words) {
    addUpTo(Math.min(word.from, end));
    addUpTo(Math.min(word.to, end), word.time);
  }
  addUpTo(end);
  return { speaker, style, time: words.find(({ time }) => time !== undefined)?.time, pieces };
}

function isSameSegment(one: TranscriptSegment, other: TranscriptSegment): boolean {
  const flat = ({ speaker, style, pieces }: TranscriptSegment) => [
    speaker,
    style,
    ...pieces.flatMap(({ text, time, insertions = [] }) => [text, time, ...insertions.map(({ element }) => element)]),
  ];
  return isSameList(flat(one), flat(other));
}

function offsetOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A protobuf duration in ms: `"0.300s"`. */
function timeOf(value: unknown): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(textOf(value))?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
