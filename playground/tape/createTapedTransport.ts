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

function listenIn(source: InteractionSource, writer: TapeWriter): InteractionSource {
  if (!(source instanceof Response) || !isEventStreamType(source.headers.get('content-type'))) return source;
  const { body, status, headers } = source;
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      writer.write(bytes);
      controller.enqueue(bytes);
    },
    flush: () => writer.end(),
  });
  return new Response(body?.pipeThrough(tap as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array>), {
    status,
    headers,
  });
}
