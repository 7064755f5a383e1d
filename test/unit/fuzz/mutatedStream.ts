import fc from 'fast-check';
import { garbledEvents, mutatedRecording } from '../store/mutations.ts';

type Json = { [key: string]: unknown };

/** A word that says where it was put: nothing that the wire brings may be lost, so all of them are found again. */
export const markOf = (at: number): string => `mark${at}mark`;

/** What is put among the events of a mutated stream: a text, or something of a type that nobody knows. */
const anyMark = fc.record({ at: fc.nat(), kind: fc.constantFrom('text', 'step', 'delta') });

export interface MutatedStream {
  events: Json[];
  marks: { kind: 'text' | 'step' | 'delta'; word: string }[];
}

/** The events of a recording, mutated, with marks among them. */
export const mutatedStream: fc.Arbitrary<MutatedStream> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: mutatedRecording }, garbledEvents), fc.array(anyMark, { maxLength: 6 }))
  .map(([mutated, places]) => {
    const events = [...mutated];
    const marks = places.map(({ at, kind }, number) => {
      const word = markOf(number);
      events.splice(at % (events.length + 1), 0, ...marked(kind, word, 100 + number));
      return { kind, word };
    });
    return { events, marks };
  });

function marked(kind: 'text' | 'step' | 'delta', word: string, index: number): Json[] {
  switch (kind) {
    case 'text':
      return [
        { event_type: 'step.start', index, step: { type: 'model_output' } },
        { event_type: 'step.delta', index, delta: { type: 'text', text: word } },
      ];
    case 'step':
      return [{ event_type: 'step.start', index, step: { type: 'hologram', [word]: word } }];
    case 'delta':
      return [{ event_type: 'step.delta', index, delta: { type: 'hologram', [word]: word } }];
  }
}

/** Its bytes, maybe damaged, and where they are cut. */
export const damagedBytes = fc
  .tuple(
    mutatedStream,
    fc.array(fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }), kind: fc.constantFrom('set', 'drop', 'add') }), {
      maxLength: 8,
    }),
    fc.array(fc.nat(), { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([{ events }, damages, cuts, end]) => {
    const bytes = [...new TextEncoder().encode(toSse(events).replaceAll('\n', end))];
    for (const { at, byte, kind } of damages) {
      bytes.splice(at % (bytes.length + 1), kind === 'add' ? 0 : 1, ...(kind === 'drop' ? [] : [byte]));
    }
    const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
    const whole = Uint8Array.from(bytes);
    return { whole, pieces: [0, ...places].map((from, at) => whole.slice(from, places[at] ?? whole.length)) };
  });

/** What has taken the place of a name may be an object that is no text at all. */
function nameOf({ event_type: name }: Json): string {
  return typeof name === 'string' ? name : (JSON.stringify(name) ?? 'undefined');
}

export function toSse(events: readonly Json[]): string {
  return events.map((event) => `event: ${nameOf(event)}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
