import { isWire, type Wire } from '../../protocol/Wire.ts';
import { createInteractionParser } from '../../stream/createInteractionParser.ts';
import { errorEventFrom } from '../../stream/errorEventFrom.ts';
import { errorFromResponse } from '../../stream/errorFromResponse.ts';
import { InteractionStreamError } from '../../stream/InteractionStreamError.ts';
import { isResponse } from '../../stream/isResponse.ts';
import { joinBytes } from '../../stream/joinBytes.ts';
import { type OpenSource, openSource } from '../../stream/openSource.ts';
import { parseJson } from '../../stream/parseJson.ts';
import { unusableSource } from '../../stream/unusableSource.ts';

/** Chunks as they arrive. */
export interface ChunkReader {
  /** The next ones; an error in the stream is an `error` event among them. `undefined` at the end. */
  next(): Promise<readonly Wire[] | undefined>;
  /** Lets go of the source, also while something is waited for. Never throws. */
  close(): void;
}

/**
 * Opens whatever chunks can be read from.
 *
 * @throws InteractionStreamError `http` for a response that is not 2xx, `malformed` for what holds no chunks.
 */
export async function openChunks(source: unknown): Promise<ChunkReader> {
  if (isResponse(source) && !source.ok && source.status !== 0) throw await errorFromResponse(source);
  const open = openSource(isResponse(source) && !source.bodyUsed ? source.body : source);
  if (open) return readOpen(open);
  if (!isWire(source) || !CHUNK_FIELDS.some((field) => field in source)) throw unusableSource(source, TAKES);
  const chunks = [[source]];
  return { next: async () => chunks.pop(), close: () => undefined };
}

const CHUNK_FIELDS = ['candidates', 'promptFeedback', 'usageMetadata'];
const TAKES =
  'a fetch Response of streamGenerateContent, a stream of its bytes, what generateContentStream of @google/genai gives, ' +
  'or the answer of generateContent';

function readOpen(source: OpenSource): ChunkReader {
  /** It reads any server-sent events: what it does not know it leaves as it is, and an error is one in every API. */
  const parser = createInteractionParser();
  const encoder = new TextEncoder();
  let head = '';
  let held: Uint8Array[] | undefined;
  let isOver = false;
  let failure: { error: unknown } | undefined;

  function take(bytes: Uint8Array): readonly Wire[] {
    if (head === '') {
      head = new TextDecoder().decode(bytes).trimStart().slice(0, 1);
      if (head === '<') throw malformed('an HTML page');
      if (head === '{' || head === '[') held = [];
    }
    if (!held) return parser.push(bytes) as unknown as readonly Wire[];
    held.push(bytes);
    return [];
  }

  function takeLast(): readonly Wire[] {
    if (!held) return parser.end() as unknown as readonly Wire[];
    const document = parseJson(new TextDecoder().decode(joinBytes(held)));
    if (document === undefined) throw malformed('JSON that was cut off');
    return (Array.isArray(document) ? document : [document])
      .filter(isWire)
      .map((chunk) => ('error' in chunk ? ((errorEventFrom(chunk) ?? chunk) as Wire) : chunk));
  }

  return {
    async next() {
      if (failure) throw failure.error;
      if (isOver) return undefined;
      try {
        const { done, value } = await source.next();
        isOver = done === true;
        if (isOver) return takeLast();
        if (!ArrayBuffer.isView(value) && typeof value !== 'string') return isWire(value) ? [value] : [];
        const chunks = take(typeof value === 'string' ? encoder.encode(value) : (value as Uint8Array));
        isOver = parser.done;
        if (isOver) source.close();
        return chunks;
      } catch (error) {
        failure = { error };
        source.close();
        return held ? [] : (parser.end() as unknown as readonly Wire[]);
      }
    },
    close: source.close,
  };
}

function malformed(what: string): InteractionStreamError {
  return new InteractionStreamError({
    type: 'malformed',
    message: `Expected the stream of streamGenerateContent, but the answer was ${what}. Check the url of your proxy.`,
    retryable: false,
  });
}
