const LF = 10;

/**
 * Decodes UTF-8 that is cut anywhere, without its BOM, and with every line end (CRLF, CR, LF) as LF.
 *
 * The line ends are made one here since eventsource-parser 3.1 looks for the next LF and the next CR at every line of a
 * chunk that holds a CR: a chunk with few of one kind then costs the square of its length (200,000 events: 6.5 s).
 *
 * @returns A function that takes the next bytes, or nothing at the end.
 */
export function createLineDecoder(): (bytes?: Uint8Array) => string {
  const decoder = new TextDecoder();
  let afterCR = false;

  return (bytes) => {
    let text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    if (text === '') return text;
    if (afterCR && text.charCodeAt(0) === LF) text = text.slice(1);
    afterCR = text.endsWith('\r');
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  };
}
