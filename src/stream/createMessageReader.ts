/** Reads the grammar of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface MessageReader {
  /** Reads on, up to where an event gets too long. Lines end in LF; cut the text anywhere. */
  read(text: string): void;
  /** Whether an event was too long: nothing is read from there on. */
  readonly isOver: boolean;
}

/** Who is told what. */
export interface MessageReaderOptions {
  /** How long an event may be, in UTF-16 units, its field names and its blank line included. */
  most: number;
  /** Is called with the data of each event, and what the event is called, if it is. */
  onMessage: (data: string, name: string | undefined) => void;
  /** Is called with each line that is no field of an event, nor a comment. */
  onStray: (line: string) => void;
}

/** Makes a reader for one stream. `id` and `retry` are read over: the Interactions API has ids of its own in its data. */
export function createMessageReader({ most, onMessage, onStray }: MessageReaderOptions): MessageReader {
  /** Of the line that is open. */
  let start = '';
  /** Of the event that is open: its lines that are whole. */
  let length = 0;
  let data: string | undefined;
  let name: string | undefined;
  let isOver = false;

  function take(line: string): void {
    if (line === '') return dispatch();
    const more = valueOf('data', line);
    if (more !== undefined) {
      data = data === undefined ? more : `${data}\n${more}`;
      return;
    }
    const event = valueOf('event', line);
    if (event !== undefined) name = event || undefined;
    else if (!/^(id|retry)?(:|$)/.test(line)) onStray(line);
  }

  function dispatch(): void {
    if (data !== undefined) onMessage(data, name);
    data = name = undefined;
    length = 0;
  }

  return {
    read(text) {
      let at = 0;
      for (let end = text.indexOf('\n'); end >= 0 && !isOver; end = text.indexOf('\n', at)) {
        const line = start + text.slice(at, end);
        start = '';
        at = end + 1;
        length += line.length + 1;
        isOver = length > most;
        if (!isOver) take(line);
      }
      start += text.slice(at);
      isOver ||= length + start.length > most;
    },
    get isOver() {
      return isOver;
    },
  };
}

/** What a line says of a field, if it does: a colon may be missing, and one space after it is not part of the value. */
function valueOf(field: string, line: string): string | undefined {
  const end = field.length;
  if (!line.startsWith(field) || (line.length > end && line[end] !== ':')) return undefined;
  return line.slice(line[end + 1] === ' ' ? end + 2 : end + 1);
}
