import { isWire } from '../../protocol/Wire.ts';

/** The field of an error that says what went wrong, in the words of most tools. */
const MESSAGES = ['message', 'error', 'detail'];
/** How far from its end a text is searched for the message of a traceback, in UTF-16 units. */
const TAIL = 4000;

/**
 * What an error says in one sentence, where it says more than that: the last line of a Python traceback, or the message in
 * an object. Nothing where the error is its own message.
 */
export function errorMessageOf(value: unknown): string | undefined {
  if (typeof value === 'string') return tracebackMessage(value);
  if (!isWire(value)) return undefined;
  for (const name of MESSAGES) {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof field === 'string' && field.trim() !== '') return field;
    if (isWire(field)) return errorMessageOf(field);
  }
  return undefined;
}

/** Python says what went wrong last, below the lines that led to it. */
function tracebackMessage(text: string): string | undefined {
  if (!text.slice(0, TAIL).includes('Traceback (most recent call last)')) return undefined;
  const lines = text.slice(-TAIL).trimEnd().split('\n');
  return lines.reverse().find((line) => /^\w[\w.]*(?::|$)/.test(line));
}
