import type { InteractionSource, InteractionState, InteractionTransport } from '../../src/core.ts';
import { isEventStreamType } from '../../src/stream/createBodyReader.ts';
import type { Tape, TapeWriter } from './createTape.ts';

/**
 * A transport that takes down what comes over another one, byte by byte, on its way to the reader.
 *
 * @param interactions The thread that asks, as it is by then.
 */
export function createTapedTransport(
  transport: InteractionTransport,
  tape: Tape,
  interactions: () => readonly InteractionState[],
): InteractionTransport {
  function begin(isResume: boolean): TapeWriter {
    const thread = interactions();
    const input = thread.at(-1)?.input.map(({ step }) => step) ?? [];
    return tape.begin({ thread: thread.map(({ key }) => key), input, isResume });
  }
  return {
    ...transport,
    async create(params, options) {
      const writer = begin(false);
      return listenIn(await transport.create(params, options), writer);
    },
    async get(id, options) {
      const writer = begin(true);
      return listenIn((await transport.get?.(id, options)) as InteractionSource, writer);
    },
  };
}

/** The reader has a branch of its own: that it lets go of the stream after the last word does not cut off the tape. */
function listenIn(source: InteractionSource, writer: TapeWriter): InteractionSource {
  if (!(source instanceof Response) || !isEventStreamType(source.headers.get('content-type'))) return source;
  const { body, status, headers } = source;
  if (!body) return source;
  const [forReader, forTape] = body.tee();
  void takeDown(forTape.getReader(), writer);
  return new Response(forReader, { status, headers });
}

async function takeDown(reader: ReadableStreamDefaultReader<Uint8Array>, writer: TapeWriter): Promise<void> {
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) writer.write(piece.value);
  } catch {
    // The reader of the other branch hears why.
  }
  writer.end();
}
