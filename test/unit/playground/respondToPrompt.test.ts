import { expect, test } from 'vitest';
import { respondToPrompt } from '../../../playground/server/respondToPrompt.ts';
import { recordings } from '../../../src/testing.ts';

const respond = (input: unknown) => respondToPrompt({ model: 'm', input } as never);
const text = (input: unknown) => JSON.stringify(respond(input));

test.each([
  ['Count to 25', 'counting'],
  ['Please draw a cat', 'interleaved-images'],
  ['Search for the latest prizes', 'grounded-answer'],
  ['Do some research on batteries', 'deep-research'],
])('"%s" plays %s', (prompt, recording) => {
  expect(respond(prompt)).toBe(recording);
  expect(recordings).toHaveProperty([recording]);
});

test.each([
  ['What is the weather in Paris?', ['Paris']],
  ['Weather in New York and Tokyo, please', ['New York', 'Tokyo', 'please']],
  ['Temperature in Zürich, Bern and Genf?', ['Zürich', 'Bern', 'Genf']],
  ['How is the weather?', ['Boston']],
])('"%s" calls get_weather for each place', (prompt, places) => {
  const calls = (respond(prompt) as { type: string; id?: string; arguments?: { location: string } }[]).filter(
    ({ type }) => type === 'function_call',
  );
  expect(calls.map((call) => call.arguments?.location)).toEqual(places);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(places.length);
});

test('weather results become sentences, whatever the prompt before them was', () => {
  const result = { location: 'Oslo', temperature: -3, condition: 'clear' };
  const sent = { type: 'function_result', call_id: 'c', name: 'get_weather', result };
  const question = { type: 'user_input', content: [{ type: 'text', text: 'Weather in Oslo?' }] };
  const call = { type: 'function_call', id: 'c', name: 'get_weather', arguments: {} };
  expect(text([sent])).toContain('**Oslo**: -3 °C, clear.');
  expect(text([question, call, sent])).toContain('**Oslo**: -3 °C, clear.');
});

test.each([[null], ['sunny'], [[{ type: 'text', text: 'sunny' }]], [{ location: 'Oslo' }]])(
  'another result, %j, is left to the server',
  (result) => {
    expect(respond([{ type: 'function_result', call_id: 'c', name: 'f', result }])).toBeUndefined();
  },
);

test('a new prompt after an answered call is not taken for its result', () => {
  const history = [
    { type: 'function_call', id: 'c', name: 'f', arguments: {} },
    { type: 'function_result', call_id: 'c', name: 'f', result: {} },
    { type: 'model_output', content: [{ type: 'text', text: 'Done.' }] },
    { type: 'user_input', content: [{ type: 'text', text: 'Thank you' }] },
  ];
  expect(text(history)).toContain('> Thank you');
});

test('everything else is repeated, every line of it quoted, with the kinds of what was attached', () => {
  const input = [
    { type: 'image', data: 'AA==', mime_type: 'image/png' },
    { type: 'text', text: 'Hello\nthere' },
  ];
  expect(text(input)).toContain(String.raw`> Hello\n> there`);
  expect(text(input)).toContain('With it came: image.');
});
