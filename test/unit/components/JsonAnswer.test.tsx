// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { JsonAnswer } from '../../../src/components/json/JsonAnswer.tsx';
import { ModelOutput } from '../../../src/components/steps/ModelOutput.tsx';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { asksForJson, isJsonType } from '../../../src/protocol/asksForJson.ts';

const fieldsOf = (element: Element) =>
  [...element.querySelectorAll('.ris-field')].map((field) => [
    field.querySelector('dt')?.textContent,
    field.querySelector('dd')?.textContent,
  ]);
const slotOf = (element: Element) => element.firstElementChild?.getAttribute('data-slot');

test('the values show from the first of them on, and what is whole stays the same element', () => {
  const { container, rerender } = render(<JsonAnswer text="" status="streaming" />);
  expect(slotOf(container)).toBe('json-answer');
  expect(container.querySelector('.ris-caret')).toBeTruthy();
  rerender(<JsonAnswer text={'{"name":"Carbonara","steps":["Boil wa'} status="streaming" />);
  expect(fieldsOf(container)).toEqual([
    ['name', 'Carbonara'],
    ['steps', 'Boil wa'],
  ]);
  const [first] = container.querySelectorAll('.ris-field');
  rerender(
    <JsonAnswer
      text={'{"name":"Carbonara","steps":["Boil water for the pasta in a large pot","Fry'}
      status="streaming"
    />,
  );
  expect(fieldsOf(container)[1]).toEqual(['steps', 'Boil water for the pasta in a large potFry']);
  expect(container.querySelector('.ris-field')).toBe(first);
  rerender(<JsonAnswer text={'{"name":"Carbonara","steps":["Boil water for the pasta in a large pot","Fry"]}'} />);
  expect(container.querySelector('.ris-caret')).toBeNull();
  expect(container.querySelector('.ris-field')).toBe(first);
  expect(container.textContent).not.toContain('breaks off');
});

test.each(['I cannot do that.', '{"a": nope}', '', '  '])('%j is no JSON, and is drawn as markdown', (text) => {
  const { container } = render(<JsonAnswer text={text} className="mine" />);
  expect(slotOf(container)).toBe('markdown');
  expect(container.querySelector('.mine')).toBe(container.firstElementChild);
  expect(container.textContent).toBe(text.trim());
});

test('JSON that turns out to be none while it streams becomes text', () => {
  const { container, rerender } = render(<JsonAnswer text={'{"a":1'} status="streaming" />);
  expect(slotOf(container)).toBe('json-answer');
  rerender(<JsonAnswer text={'{"a":1} and **more**'} status="streaming" />);
  expect(slotOf(container)).toBe('markdown');
  expect(container.querySelector('strong')?.textContent).toBe('more');
});

test.each([
  ['42', '42'],
  ['"yes"', 'yes'],
  ['true', 'true'],
  ['null', 'null'],
  ['[]', 'Empty'],
])('the answer %s is a value', (text, shown) => {
  const { container } = render(<JsonAnswer text={text} />);
  expect(container.querySelector('.ris-json-value')?.textContent).toBe(shown);
});

test.each(['done', 'interrupted'] as const)('JSON that broke off says so: %s', (status) => {
  const { container } = render(<JsonAnswer text={'{"a":"b'} status={status} />);
  expect(fieldsOf(container)).toEqual([['a', 'b']]);
  expect(container.textContent).toContain('The JSON breaks off here.');
});

test('its text can be looked at and copied as it came', async () => {
  const user = userEvent.setup();
  const text = '{ "b":1,\n"a":12345678901234567890 }';
  const { container } = render(<JsonAnswer text={text} />);
  await user.click(screen.getByRole('button', { name: 'Raw JSON' }));
  expect(container.querySelector('pre')?.textContent).toBe(text);
  await user.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(await navigator.clipboard.readText()).toBe(text);
});

test('a text is JSON by its type, not by its looks', () => {
  const draw = (item: object, format?: 'json') => {
    const step = { type: 'model_output', content: [{ type: 'text', text: '{"a":1}', ...item }] } as never;
    const { container, unmount } = render(<ModelOutput step={step} format={format} />);
    const is = container.querySelector('[data-slot="json-answer"]') !== null;
    unmount();
    return is;
  };
  expect(draw({})).toBe(false);
  expect(draw({}, 'json')).toBe(true);
  expect(draw({ mime_type: 'application/json' })).toBe(true);
  expect(draw({ mime_type: 'text/plain' })).toBe(false);
});

test('a stored interaction that says what was asked for is drawn so', () => {
  const interaction = {
    id: 'a',
    status: 'completed',
    response_format: { type: 'text', mime_type: 'application/json', schema: { type: 'object' } },
    steps: [
      { type: 'user_input', content: [{ type: 'text', text: '{"q":1}' }] },
      { type: 'model_output', content: [{ type: 'text', text: '{"a":1}' }] },
    ],
  } as Interaction;
  const { container } = render(<InteractionSteps interaction={interaction} />);
  expect(container.querySelectorAll('[data-slot="json-answer"]')).toHaveLength(1);
  expect(container.textContent).toContain('{"q":1}');
});

test.each([
  [{ response_format: { type: 'text', mime_type: 'application/json', schema: {} } }, true],
  [{ response_format: { type: 'text', mime_type: 'Application/JSON; charset=utf-8' } }, true],
  [{ response_format: { type: 'text', schema: { type: 'object' } } }, true],
  [{ response_format: [{ type: 'image' }, { type: 'text', mime_type: 'application/json' }] }, true],
  [{ response_format: { type: 'object', properties: { a: {} } } }, true],
  [{ response_mime_type: 'application/json' }, true],
  [{ response_format: { type: 'text', mime_type: 'text/plain' } }, false],
  [{ response_format: { type: 'text' } }, false],
  [{ response_format: [{ type: 'image', mime_type: 'application/json' }] }, false],
  [{ response_format: 'json' }, false],
  [{ response_format: null, response_mime_type: null }, false],
  [{}, false],
])('%j asks for JSON: %s', (params, asks) => {
  expect(asksForJson(params)).toBe(asks);
});

test.each(['application/json', 'text/json', 'application/ld+json', 'application/json;charset=utf-8'])(
  '%s is JSON',
  (type) => expect(isJsonType(type)).toBe(true),
);
test.each(['application/jsonl', 'application/javascript', 'json', '', undefined, 3])('%s is not', (type) =>
  expect(isJsonType(type)).toBe(false),
);

test('a megabyte that grows in small pieces is drawn in time, and stays small on the page', () => {
  vi.spyOn(console, 'error');
  const rows = Array.from({ length: 12_000 }, (_, at) => `{"id":${at},"tags":["a","b"],"note":{"text":"Row ${at}"}}`);
  const text = `{"rows":[${rows.join(',')}]}`;
  const { container, rerender } = render(<JsonAnswer text="" status="streaming" />);
  let grown = '';
  for (let at = 0; at < text.length; at += 1000) {
    grown += text.slice(at, at + 1000);
    rerender(<JsonAnswer text={grown} status="streaming" />);
  }
  rerender(<JsonAnswer text={grown} />);
  expect(screen.getByRole('button', { name: '11900 more' })).toBeTruthy();
  expect(container.querySelectorAll('*').length).toBeLessThan(4000);
  expect(container.textContent).toContain('Row 99');
});
