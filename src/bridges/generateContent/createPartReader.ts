import type { Step } from '../../protocol/Step.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { createCallReader, type CallReader } from './createCallReader.ts';
import type { StepWriter } from './createStepWriter.ts';
import { createTextReader, type TextReader } from './createTextReader.ts';
import { createThoughtReader } from './createThoughtReader.ts';
import { createToolReader, type ToolReader } from './createToolReader.ts';
import { textOf } from './fields.ts';
import { toMedium } from './toMedium.ts';

/** Reads the parts of an answer, in order. */
export interface PartReader {
  readonly text: TextReader;
  readonly calls: CallReader;
  readonly tools: ToolReader;
  read(part: Wire): void;
  /** Nothing more comes: what is held back is written. An open step stays open. */
  end(): void;
  /** Another answer begins. */
  reset(): void;
}

/** @param idOf Makes an id for a call that has none. */
export function createPartReader(writer: StepWriter, idOf: () => string): PartReader {
  const thoughts = createThoughtReader(writer);
  const text = createTextReader(writer);
  const begin = (step: Step) => {
    thoughts.flush();
    text.leave();
    return writer.start(step);
  };
  const calls = createCallReader(writer, begin, idOf);
  const tools = createToolReader(writer, begin, idOf);
  /** How many parts came before; pieces of one text count as one. */
  let count = -1;
  let lastKind = '';

  function read(part: Wire): void {
    const signature = textOf(part.thoughtSignature);
    const isThought = part.thought === true;
    const kind = typeof part.text === 'string' ? (isThought ? 'thought' : 'text') : '';
    if (part.text !== '' && (kind === '' || kind !== lastKind)) count += 1;
    if (part.text !== '') lastKind = kind;
    if (kind === 'thought') {
      if (part.text !== '') text.leave();
      thoughts.read(textOf(part.text));
      return thoughts.sign(signature);
    }
    if (kind === 'text') {
      thoughts.sign(signature);
      if (part.text === '') return;
      thoughts.flush();
      return text.read(textOf(part.text), count);
    }
    const medium = toMedium(part);
    if (medium) {
      if (isThought) {
        text.leave();
        thoughts.show(medium);
      } else {
        thoughts.flush();
        text.show(medium);
      }
      return thoughts.sign(signature);
    }
    if (calls.read(part) || tools.read(part)) return;
    if (Object.keys(part).some((key) => key !== 'thought' && key !== 'thoughtSignature')) {
      begin({ ...part, type: 'generate_content_part' });
      writer.stop();
    } else thoughts.sign(signature);
  }

  return {
    text,
    calls,
    tools,
    read,
    end() {
      thoughts.flush();
      text.leave();
    },
    reset() {
      text.reset();
      tools.reset();
      count = -1;
      lastKind = '';
    },
  };
}
