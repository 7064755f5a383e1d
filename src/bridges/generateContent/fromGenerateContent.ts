import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import { createAnswer } from './createAnswer.ts';
import type { GenerateContentSource } from './GenerateContentChunk.ts';
import { openChunks } from './openChunks.ts';

/**
 * The events that an Interactions stream would have had for an answer of the older `generateContent` API, for
 * `attach()`, for a transport's `create`, or for `readSource`. So an app that has not migrated draws with the same
 * components.
 *
 * Steps come in the order of the parts, the first candidate's: text and media, thoughts, function calls and their
 * results, code and what it printed, server-side tools. Grounding and URL metadata become the search and its citations
 * once the answer is over, since the API sends them at its end or again and again. Offsets stay UTF-8 bytes, and are put
 * right where the API counts over the whole answer. Parts that this version does not know become steps of the type
 * `generate_content_part`.
 *
 * The end is the API's: `STOP` is `completed`, or `requires_action` while a function call has no result; `MAX_TOKENS` is
 * `incomplete`; every other reason, and a blocked prompt, is `failed`, with the reason as the error's code. A stream
 * without a finish reason is left open, which the thread shows as truncated. What fails while it is read rejects.
 *
 * What has no place in an interaction is left out: other candidates, safety ratings, log probabilities, `responseId` (it
 * names nothing that could be resumed), and a thought signature on text without a thought before it.
 *
 * @param source What `generateContentStream` or `generateContent` of `@google/genai` gives or promises; or the `Response` of
 * `streamGenerateContent`, or its bytes: as server-sent events (`alt=sse`) or as JSON, which is read when it is whole.
 * @returns Events that can be read once. Closing them closes the source. Keep them while they are read: `attach` knows
 * a source again by its identity.
 */
export function fromGenerateContent(
  source: GenerateContentSource | Promise<GenerateContentSource>,
): AsyncIterable<InteractionSSEEvent> {
  return { [Symbol.asyncIterator]: () => readEvents(source) };
}

/** By hand rather than as a generator: that would not close while it waits for the next chunk. */
function readEvents(source: unknown): AsyncIterator<InteractionSSEEvent> {
  const answer = createAnswer();
  const opened = Promise.resolve(source).then(openChunks);
  let events: readonly InteractionSSEEvent[] = [];
  let at = 0;
  let isOver = false;
  let failure: { error: unknown } | undefined;

  async function read(): Promise<void> {
    at = 0;
    try {
      const chunks = await (await opened).next();
      isOver = chunks === undefined;
      events = chunks ? chunks.flatMap(answer.push) : answer.end();
    } catch (error) {
      isOver = true;
      failure = { error };
      events = answer.cut();
    }
  }

  return {
    async next() {
      for (;;) {
        const value = events[at];
        at += 1;
        if (value) return { done: false, value };
        if (failure) throw failure.error;
        if (isOver) return { done: true, value: undefined };
        await read();
      }
    },
    async return() {
      isOver = true;
      events = [];
      opened.then(({ close }) => close()).catch(() => undefined);
      return { done: true, value: undefined };
    },
  };
}
