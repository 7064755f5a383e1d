import type { CallDecisions } from '../../src/core.ts';
import type { Tape, TapeWriter } from './createTape.ts';
import type { TapeDecision, TapeEnd, TapeRequest } from './Tape.ts';

/** Whether a text is a file that `formatTape` made, rather than a stream as it came. */
export function isTape(text: string): boolean {
  return text.startsWith(': tape {');
}

/**
 * Puts a file that `formatTape` made back on the tape, with its times.
 *
 * @throws SyntaxError where one of its comments is not as it was written.
 */
export function readTape(tape: Tape, text: string): void {
  const [, ...parts] = text.split(/^: (tape|request|at|end|decisions) ([^\n]*)\n/m);
  const encoder = new TextEncoder();
  let writer: TapeWriter | undefined;
  let time = 0;
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [name, value = '', body = ''] = parts.slice(at, at + 3);
    const said: unknown = JSON.parse(value);
    if (name === 'tape') tape.clear((said as { startedAt: number }).startedAt);
    if (name === 'request') writer = tape.begin(withOwnKeys(said as TapeRequest));
    if (name === 'at') {
      time = said as number;
      writer?.write(encoder.encode(body), time);
    }
    if (name === 'end' || parts[at + 3] === 'request') writer?.end(time);
    if (name === 'end') tape.close(said as TapeEnd);
    if (name === 'decisions') {
      tape.decide(decisionsOf(said as TapeDecision[], 'asked'));
      tape.decide(decisionsOf(said as TapeDecision[], 'settled'));
    }
  }
  writer?.end(time);
}

function withOwnKeys(request: TapeRequest): TapeRequest {
  return { ...request, thread: request.thread.map(ownKey) };
}

function decisionsOf(decisions: readonly TapeDecision[], when: 'asked' | 'settled'): CallDecisions {
  return Object.fromEntries(decisions.map((decision) => [ownKey(decision.key), decision[when]]));
}

/** A key that no interaction of a thread which goes on from here can have. */
function ownKey(key: string): string {
  return `r${key.replace(/^r/, '')}`;
}
