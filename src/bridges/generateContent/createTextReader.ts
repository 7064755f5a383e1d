import type { KnownDelta } from '../../protocol/StepDelta.ts';
import type { StepWriter } from './createStepWriter.ts';

/** A stretch of the answer's text. */
export interface TextRun {
  /** The index of its step. Missing: it is white space that is not drawn. */
  readonly index?: number;
  /** Its place among the parts of the answer, pieces of one part counted as one. */
  readonly part: number;
  readonly text: string;
}

/** Reads the parts that are the answer: text and media. */
export interface TextReader {
  /** All text so far, in order: what citations are measured in. */
  readonly runs: readonly TextRun[];
  /** @param part Its place among the parts of the answer. */
  read(text: string, part: number): void;
  show(medium: KnownDelta): void;
  /** Another kind of part, or another answer, follows. */
  leave(): void;
  /** Another answer begins: its citations count from its own start. */
  reset(): void;
}

/**
 * A step of the answer has one text at most, and media after it: annotations always belong to the last text of a step, and
 * citations may come for any of them. White space between other parts makes no step.
 */
export function createTextReader(writer: StepWriter): TextReader {
  let runs: TextRun[] = [];
  /** White space that waits for a text to lead in. */
  let blank: { text: string; part: number } | undefined;
  let hasMedia = false;

  function begin() {
    if (writer.open?.type === 'model_output') return;
    writer.start({ type: 'model_output' });
    hasMedia = false;
  }

  function leave() {
    if (blank) runs.push(blank);
    blank = undefined;
  }

  return {
    get runs() {
      return runs;
    },
    read(text, part) {
      const last = runs.at(-1);
      if (writer.open && !hasMedia && last?.index === writer.open.index) {
        runs[runs.length - 1] = { ...last, text: last.text + text };
        return writer.add({ type: 'text', text });
      }
      const whole = (blank?.text ?? '') + text;
      blank = { text: whole, part: blank?.part ?? part };
      if (whole.trim() === '') return;
      if (hasMedia) writer.stop();
      begin();
      runs.push({ ...blank, index: writer.open?.index });
      blank = undefined;
      writer.add({ type: 'text', text: whole });
    },
    show(medium) {
      leave();
      begin();
      hasMedia = true;
      writer.add(medium);
    },
    leave,
    reset() {
      leave();
      runs = [];
    },
  };
}
