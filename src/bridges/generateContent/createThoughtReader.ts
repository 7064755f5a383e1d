import type { KnownContent } from '../../protocol/Content.ts';
import type { StepWriter } from './createStepWriter.ts';

/** Reads the parts that are thoughts. */
export interface ThoughtReader {
  read(text: string): void;
  /** An image that was thought of. */
  show(content: KnownContent): void;
  /** Keeps a signature: the open thought's, else that of the last thought that has none yet. */
  sign(signature: string): void;
  /** Writes what is held back: nothing more comes for it. */
  flush(): void;
}

/** A line of bold text, as the API titles a summary, and nothing after it. */
const ONLY_TITLE = /^\s*\*\*[^\n]*\s*$/;

/**
 * Thoughts are summaries with a title each (`**Title**`, a paragraph or more), which may be cut anywhere. An entry of a
 * step's summary cannot grow, so that a summary waits here until its paragraph is whole.
 */
export function createThoughtReader(writer: StepWriter): ThoughtReader {
  let held = '';
  /** The last thought, as long as it has no signature. */
  let unsigned: number | undefined;

  function begin() {
    if (writer.open?.type !== 'thought') unsigned = writer.start({ type: 'thought' });
  }

  function flush() {
    if (held.trim() !== '') writer.add({ type: 'thought_summary', content: { type: 'text', text: held } });
    held = '';
  }

  return {
    read(text) {
      if (text === '') return;
      begin();
      if (held.endsWith('\n') && text.startsWith('**')) flush();
      held += text;
      if (/\n\s*\n$/.test(held) && !ONLY_TITLE.test(held)) flush();
    },
    show(content) {
      begin();
      flush();
      writer.add({ type: 'thought_summary', content });
    },
    sign(signature) {
      if (signature === '' || unsigned === undefined) return;
      if (writer.open?.index === unsigned) flush();
      writer.add({ type: 'thought_signature', signature }, unsigned);
      unsigned = undefined;
    },
    flush,
  };
}
