import { expect, onTestFinished } from 'vitest';
import type { CreateInteractionParams } from '../../../src/protocol/CreateInteractionParams.ts';
import type { InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { FrameScheduler } from '../../../src/store/thread/frameScheduler.ts';
import type { InteractionSource } from '../../../src/stream/InteractionSource.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { textsOf } from './events.ts';

/** Events as the bytes of a stream, without the `[DONE]` that ends it. */
export const sse = (events: readonly { event_type: string }[]): string =>
  events.map((event) => `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

export const DONE = 'event: done\ndata: [DONE]\n\n';

/** Events as the bytes of a whole stream. */
export const wholeStream = (events: readonly { event_type: string }[]): string => sse(events) + DONE;

/** Answers requests with these streams one after another, and keeps what it was asked. */
export function recordingTransport(...answers: (() => InteractionSource | Promise<InteractionSource>)[]) {
  const requests: CreateInteractionParams[] = [];
  const signals: AbortSignal[] = [];
  const transport: InteractionTransport = {
    async create(params, { signal }) {
      signals.push(signal);
      const answer = answers[requests.push(structuredClone(params)) - 1];
      if (!answer) throw new Error('There is no answer left.');
      return answer();
    },
  };
  return { transport, requests, signals };
}

export const respond = (body: string | ReadableStream<Uint8Array>) => () =>
  new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });

/** A stream of bytes that is written by hand, and stays open until it is closed. */
export function openStream() {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (own) => {
      controller = own;
    },
    cancel: () => {
      cancelled = true;
    },
  });
  return {
    stream,
    write: (events: readonly { event_type: string }[]) => controller.enqueue(encoder.encode(sse(events))),
    close: () => controller.close(),
    fail: (reason: unknown) => controller.error(reason),
    get cancelled() {
      return cancelled;
    },
  };
}

/** Frames that come when the test says so. */
export function manualFrames() {
  const waiting = new Set<() => void>();
  const scheduler: FrameScheduler = {
    schedule(flush) {
      waiting.add(flush);
      return () => void waiting.delete(flush);
    },
  };
  return {
    scheduler,
    get waiting() {
      return waiting.size;
    },
    next() {
      const now = [...waiting];
      waiting.clear();
      now.forEach((flush) => flush());
    },
  };
}

/** Lets everything happen that only waits for promises and bytes. */
export const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

export const thread = (store: InteractionStore) => store.getState();
export const lastOf = (store: InteractionStore) => {
  const last = store.getState().interactions.at(-1);
  if (!last) throw new Error('The thread is empty.');
  return last;
};
export const lastTexts = (store: InteractionStore) => textsOf(lastOf(store));

/** Catches what is thrown outside of everything while the test runs: where the errors of callbacks end. */
export function uncaughtErrors(): unknown[] {
  const errors: unknown[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => errors.push(error));
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    others.forEach((listener) => process.on('uncaughtException', listener));
  });
  return errors;
}

/** Fails the test if a promise of it is rejected and nobody looks. */
export function forbidUnhandledRejections(): void {
  const rejections: unknown[] = [];
  const listener = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', listener);
  onTestFinished(async () => {
    await settle();
    process.off('unhandledRejection', listener);
    expect(rejections).toEqual([]);
  });
}
