import fc from 'fast-check';
import { recordedEvents, recordingNames } from './events.ts';

type Json = { [key: string]: unknown };

/** Values that stand where something else is expected. */
const anyValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(undefined, null, '', 'text', 0, -1, 1.5, 1e300, true, [], {}, [[]], [null]) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

/** A change to a list of events: at the event, at a field that `path` leads to. */
const anyChange = fc.record({
  kind: fc.constantFrom('drop', 'retype', 'wrap', 'list', 'repeat', 'move', 'remove', 'index', 'created'),
  at: fc.nat(),
  to: fc.nat(),
  path: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  value: anyValue,
});

type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

/** The events of a recording with some of them dropped, retyped, reordered, repeated and nested. */
export const mutatedRecording = fc
  .tuple(fc.constantFrom(...recordingNames), fc.nat(), fc.array(anyChange, { minLength: 1, maxLength: 12 }))
  .map(([name, from, changes]) => {
    const all = recordedEvents(name) as Json[];
    const events = structuredClone(all.slice(from % 2 === 0 ? 0 : from % all.length));
    for (const change of changes) apply(events, change);
    return events;
  });

// prettier-ignore
const anyWord = fc.constantFrom(
  'interaction.created', 'interaction.status_update', 'step.start', 'step.delta', 'step.stop', 'interaction.completed',
  'error', 'done', 'content.delta', 'interaction.failed', 'billing.notice',
);
// prettier-ignore
const anyType = fc.constantFrom(
  'text', 'image', 'audio', 'thought_summary', 'thought_signature', 'text_annotation_delta', 'arguments_delta',
  'content', 'thought', 'model_output', 'user_input', 'function_call', 'function_result', 'google_search_result', 'odd',
);
const anyPart = fc.record(
  {
    type: anyType,
    text: anyValue,
    content: anyValue,
    summary: anyValue,
    data: anyValue,
    arguments: anyValue,
    annotations: anyValue,
    signature: anyValue,
    result: anyValue,
  },
  { requiredKeys: ['type'] },
);

const garbled = fc.array(
  fc.record(
    {
      event_type: anyWord,
      index: fc.oneof(fc.nat({ max: 3 }), anyValue),
      event_id: fc.oneof(fc.constantFrom('a', 'b', 'c'), anyValue),
      step: fc.oneof(anyPart, anyValue),
      delta: fc.oneof(anyPart, anyValue),
      interaction: fc.oneof(
        fc.record({
          id: fc.constantFrom('', 'x', 'y'),
          status: fc.constantFrom('in_progress', 'completed', 'requires_continuation', 'requires_action'),
          steps: anyValue,
        }),
        anyValue,
      ),
      usage: anyValue,
      status: fc.oneof(fc.constantFrom('completed', 'in_progress', 'failed'), anyValue),
      error: anyValue,
    },
    { requiredKeys: ['event_type'] },
  ),
  { maxLength: 25 },
);

/** Events with the right words in the wrong places. */
export const garbledEvents = garbled.map((events) => structuredClone(events) as Json[]);

function apply(events: Json[], { kind, at, to, path, value }: Change): void {
  if (events.length === 0) return;
  const place = at % events.length;
  const event = events[place] as Json;
  const [holder, key] = follow(event, path);
  if (kind === 'drop') delete holder[key];
  else if (kind === 'retype') holder[key] = structuredClone(value);
  else if (kind === 'wrap') holder[key] = { content: holder[key], type: 'content' };
  else if (kind === 'list') holder[key] = [holder[key], holder[key]];
  else if (kind === 'repeat') events.splice(to % events.length, 0, structuredClone(event));
  else if (kind === 'move') events.splice(to % events.length, 0, ...events.splice(place, 1));
  else if (kind === 'remove') events.splice(place, 1);
  else if (kind === 'index') event.index = to % 4;
  else events.splice(to % events.length, 0, structuredClone(events[0] as Json));
}

/** Where a path of numbers leads: each picks a key of the object before it. */
function follow(event: Json, path: readonly number[]): [Json, string] {
  let holder = event;
  for (const [depth, step] of path.entries()) {
    const keys = Object.keys(holder);
    const key = keys[step % Math.max(1, keys.length)] ?? 'new';
    const inner = holder[key];
    if (depth === path.length - 1 || typeof inner !== 'object' || inner === null) return [holder, key];
    holder = inner as Json;
  }
  return [holder, 'new'];
}
