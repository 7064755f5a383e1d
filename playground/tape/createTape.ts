import { type CallDecisions, createInteractionParser } from '../../src/core.ts';
import { createFrameSplitter } from './createFrameSplitter.ts';
import type { TapeDecision, TapeEnd, TapeFrame, TapeRequest, TapeRow, TapeView } from './Tape.ts';

/** Takes down the bytes of one connection. */
export interface TapeWriter {
  /** @param time In milliseconds since the tape began; now, unless said otherwise. */
  write(bytes: Uint8Array, time?: number): void;
  /** Nothing more comes over this connection. */
  end(time?: number): void;
}

export interface Tape {
  /** A request is sent. The one before it has nothing more to say. */
  begin(request: TapeRequest): TapeWriter;
  /** The interaction of the last request has ended. */
  close(end: TapeEnd): void;
  /** How the function calls of the thread stand. */
  decide(decisions: CallDecisions): void;
  /** @param startedAt In ms since the epoch. Default: when the first request begins. */
  clear(startedAt?: number): void;
  /** The tape as it is this moment. */
  look(): TapeView;
  /** The tape as subscribers were last told. */
  getView(): TapeView;
  /** Calls back at most once a frame. */
  subscribe(listener: () => void): () => void;
}

/** Makes a recorder of all that comes over the wire, apart from React's state so that an event costs no render. */
export function createTape(): Tape {
  const listeners = new Set<() => void>();
  let id = 0;
  let startedAt: number | undefined;
  let requests: TapeRequest[] = [];
  let frames: TapeFrame[] = [];
  let rows: TapeRow[] = [];
  let decisions = new Map<string, TapeDecision>();
  let writer: TapeWriter | undefined;
  let view = look();
  let frame: number | undefined;

  function look(): TapeView {
    return {
      id,
      startedAt: startedAt ?? 0,
      requests: [...requests],
      frames: [...frames],
      rows: [...rows],
      decisions: [...decisions.values()],
    };
  }

  function publish() {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      view = look();
      for (const listener of listeners) listener();
    });
  }

  function createWriter(request: number): TapeWriter {
    const splitter = createFrameSplitter();
    const own = id;
    let problems: string[] = [];
    const parser = createInteractionParser({ onDiagnostic: ({ message }) => problems.push(message) });
    let isOver = false;

    function add(bytes: Uint8Array<ArrayBuffer>, time: number, isLast = false) {
      const wasDone = parser.done;
      const events = [...parser.push(bytes), ...(isLast ? parser.end() : [])];
      if (bytes.length > 0) frames.push({ request, time, bytes });
      const found = [...events.map((event) => ({ event })), ...problems.map((problem) => ({ problem }))];
      problems = [];
      found.forEach((what, at) =>
        rows.push({ number: rows.length, request, time, size: at === 0 ? bytes.length : 0, ...what }),
      );
      if (found.length > 0 || wasDone !== parser.done) publish();
    }

    return {
      write(bytes, time = elapsed()) {
        if (isOver || own !== id) return;
        for (const whole of splitter.push(bytes)) add(whole, time);
      },
      end(time = elapsed()) {
        if (isOver || own !== id) return;
        isOver = true;
        add(splitter.end(), time, true);
      },
    };
  }

  function elapsed(): number {
    return Date.now() - (startedAt ?? 0);
  }

  return {
    begin(request) {
      writer?.end();
      startedAt ??= Date.now();
      requests.push(request);
      writer = createWriter(requests.length - 1);
      publish();
      return writer;
    },
    close(end) {
      writer?.end();
      const last = requests.pop();
      if (last) requests.push({ ...last, end });
      publish();
    },
    decide(all) {
      for (const [key, settled] of Object.entries(all)) {
        decisions.set(key, { key, asked: decisions.get(key)?.asked ?? settled, settled });
      }
      publish();
    },
    clear(begun) {
      id += 1;
      startedAt = begun;
      [requests, frames, rows, writer] = [[], [], [], undefined];
      decisions = new Map();
      publish();
    },
    look,
    getView: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
