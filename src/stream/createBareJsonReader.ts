/** What is longer, in UTF-16 units, is no error message. */
const MAX_LENGTH = 65_536;

const QUOTE = 34;
const BACKSLASH = 92;

/** Is handed the lines of a stream that are no field of a server-sent event. */
export interface BareJsonReader {
  line(line: string): void;
  /** An event came: what is not complete by now never will be. */
  interrupt(): void;
}

/**
 * Finds JSON documents that were written straight into an event stream, on one line or pretty-printed over several.
 *
 * The API does so with errors: a content filter's refusal is written as `{"error":…}`
 * (https://github.com/googleapis/js-genai/issues/1973), and a connection that reaches its time limit ends in an array of
 * one such object. The event stream standard ignores such lines, so that the failure would look like a quiet end.
 *
 * @param onText Called with each complete document, and with everything that is none: whether it parses is for the
 *   caller to find out.
 */
export function createBareJsonReader(onText: (text: string) => void): BareJsonReader {
  let text = '';
  let depth = 0;

  function flush() {
    const document = text;
    text = '';
    depth = 0;
    if (document !== '') onText(document);
  }

  return {
    line(line) {
      if (depth === 0 && !/^\s*[[{]/.test(line)) {
        onText(line);
        return;
      }
      depth += depthChange(line);
      if (text.length <= MAX_LENGTH) text += `${line}\n`;
      if (depth <= 0) flush();
    },
    interrupt: flush,
  };
}

/** How many brackets a line opens more than it closes. A JSON string never spans lines. */
function depthChange(line: string): number {
  let change = 0;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === 91 || code === 123) change++;
    else if (code === 93 || code === 125) change--;
  }
  return change;
}
