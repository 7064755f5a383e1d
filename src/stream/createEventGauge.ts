/** Measures events before anybody holds all of them. */
export interface EventGauge {
  /**
   * As much of the text as may be read: all of it, or what stands in front of the event that is too long. Lines end in LF.
   * Cut the text anywhere: an event is too long or not all the same.
   */
  take(text: string): string;
  /** Whether there was one. */
  readonly isOver: boolean;
}

/**
 * Makes a gauge for one stream. An event ends with its blank line, which counts, as its field names do.
 *
 * @param most How long an event may be, in UTF-16 units.
 */
export function createEventGauge(most: number): EventGauge {
  /** Of the event that is open. */
  let length = 0;
  let isOver = false;
  let before = '';

  /** Past the next blank line from here on, or -1. */
  function eventEnd(text: string, start: number): number {
    const last = start === 0 ? before : text.charAt(start - 1);
    if (last + text.charAt(start) === '\n\n') return start + 1;
    const at = text.indexOf('\n\n', start);
    return at === -1 ? -1 : at + 2;
  }

  return {
    take(text) {
      let start = 0;
      while (!isOver && start < text.length) {
        const end = eventEnd(text, start);
        const next = end === -1 ? text.length : end;
        length += next - start;
        isOver = length > most;
        if (isOver) break;
        if (end !== -1) length = 0;
        start = next;
      }
      before = text.slice(-1) || before;
      return text.slice(0, start);
    },
    get isOver() {
      return isOver;
    },
  };
}
