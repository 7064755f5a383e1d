// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { FunctionCallCard, type FunctionCallCardProps } from '../../../src/components/steps/FunctionCallCard.tsx';
import type { FunctionCallStep, FunctionResultStep } from '../../../src/protocol/Step.ts';
import { readBlob } from './media.ts';

const call: FunctionCallStep = {
  type: 'function_call',
  id: 'a',
  name: 'get_weather',
  arguments: { location: 'Lisbon', days: 3 },
};
const resultOf = (result: unknown, more = {}): FunctionResultStep =>
  ({ type: 'function_result', call_id: 'a', result, ...more }) as FunctionResultStep;

async function open(props: FunctionCallCardProps): Promise<HTMLElement> {
  const { container } = render(<FunctionCallCard {...props} />);
  const row = screen.getByRole('button', { expanded: false });
  await userEvent.click(row);
  return container.querySelector('.ris-panel') as HTMLElement;
}

const fieldsOf = (panel: Element) =>
  [...panel.querySelectorAll('.ris-field')].map((field) => [
    field.querySelector('dt')?.textContent,
    field.querySelector('dd')?.textContent,
  ]);

test('the row has verb, name, first argument and duration; the whole of it opens the card', async () => {
  render(<FunctionCallCard call={call} result={resultOf('sunny')} startedAt={1000} stoppedAt={3400} />);
  const row = screen.getByRole('button', { name: 'Ran get_weather Lisbon 2.4 s' });
  expect(row.getAttribute('aria-expanded')).toBe('false');
  row.focus();
  await userEvent.keyboard('{Enter}');
  expect(row.getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(row.getAttribute('aria-controls') ?? '')?.textContent).toContain('sunny');
  await userEvent.keyboard(' ');
  expect(row.getAttribute('aria-expanded')).toBe('false');
});

test.each([
  ['streaming', 'Calling', undefined],
  ['running', 'Running', undefined],
  ['requires_action', 'Waiting for', 'Needs an answer'],
  ['done', 'Called', undefined],
  ['error', 'Called', 'Failed'],
  ['interrupted', 'Called', 'Interrupted'],
] as const)('a call without a result that is %s says "%s"', (status, verb, note) => {
  const { container } = render(<FunctionCallCard call={call} status={status} startedAt={0} stoppedAt={50} />);
  expect(container.querySelector('.ris-row-verb')?.textContent).toBe(verb);
  expect(container.querySelector('.ris-row-note')?.textContent).toBe(note);
  expect(container.firstElementChild?.getAttribute('data-state')).toBe(status);
});

test('arguments fill while they arrive', async () => {
  const streaming = { ...call, arguments: {} };
  const { container, rerender } = render(<FunctionCallCard call={streaming} status="streaming" argumentsText="" />);
  await userEvent.click(screen.getByRole('button', { expanded: false }));
  expect(container.textContent).toContain('on their way');
  rerender(<FunctionCallCard call={streaming} status="streaming" argumentsText={'{"location":"Lis'} />);
  expect(fieldsOf(container)).toEqual([['location', 'Lis']]);
  expect(container.querySelector('.ris-row-detail')?.textContent).toBe('Lis');
  rerender(<FunctionCallCard call={streaming} status="streaming" argumentsText={'{"location":"Lisbon","days":3,'} />);
  expect(fieldsOf(container)).toEqual([
    ['location', 'Lisbon'],
    ['days', '3'],
  ]);
  rerender(<FunctionCallCard call={call} status="running" argumentsText={'{"location":"Lisbon","days":3}'} />);
  expect(fieldsOf(container)).toHaveLength(2);
});

test('arguments that are no JSON are shown as they came, with the reason', async () => {
  const panel = await open({
    call: { ...call, arguments: {} },
    status: 'error',
    argumentsText: '{"a": nope}',
    argumentsError: 'Unexpected "n" at 6.',
  });
  expect(panel.textContent).toContain('not valid JSON');
  expect(panel.textContent).toContain('Unexpected "n" at 6.');
  expect(panel.textContent).toContain('{"a": nope}');
});

test('arguments that were cut off show what can be read of them', async () => {
  const panel = await open({
    call: { ...call, arguments: {} },
    status: 'interrupted',
    argumentsText: '{"path":"a.ts","content":"imp',
    argumentsError: 'The arguments break off.',
  });
  expect(fieldsOf(panel)).toEqual([
    ['path', 'a.ts'],
    ['content', 'imp'],
  ]);
});

test.each([
  ['interrupted', undefined, 'It broke off before any arguments came.'],
  ['interrupted', '{"pa', 'It broke off before any arguments came.'],
  ['error', '{"pa', 'It broke off before any arguments came.'],
  ['interrupted', '{}', 'It broke off before any arguments came.'],
  ['streaming', '{"pa', 'The arguments are on their way.'],
  ['done', '{}', 'No arguments'],
] as const)('without arguments, a call that is %s with %j says so', async (status, argumentsText, words) => {
  expect((await open({ call: { ...call, arguments: {} }, status, argumentsText })).textContent).toContain(words);
});

test.each(['error', 'interrupted'] as const)('a call cut in its arguments says where: %s', async (status) => {
  const panel = await open({
    call: { ...call, arguments: {} },
    status,
    argumentsText: '{"path":"a.ts","lines":[1,2',
    argumentsError: 'The arguments break off.',
  });
  expect(fieldsOf(panel)).toEqual([
    ['path', 'a.ts'],
    ['lines', '1'],
  ]);
  expect(panel.textContent).toContain('The arguments break off here');
  await userEvent.click(screen.getByRole('button', { name: 'Raw JSON' }));
  expect(panel.querySelector('pre')?.textContent).toBe('{"path":"a.ts","lines":[1,2');
});

test('a megabyte of arguments in tiny deltas is drawn in time', async () => {
  const streaming = { ...call, arguments: {} };
  const text = `{"path":"a.ts","content":"${'line of code\\n'.repeat(75_000)}"}`;
  const { container, rerender } = render(<FunctionCallCard call={streaming} status="streaming" />);
  await userEvent.click(screen.getByRole('button', { expanded: false }));
  let grown = '';
  for (let at = 0; at < text.length; at += 1000) {
    grown += text.slice(at, at + 1000);
    rerender(<FunctionCallCard call={streaming} status="streaming" argumentsText={grown} />);
  }
  rerender(<FunctionCallCard call={streaming} status="running" argumentsText={grown} />);
  expect(fieldsOf(container)[0]).toEqual(['path', 'a.ts']);
  expect(container.textContent?.length).toBeLessThan(2000);
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(container.textContent).toContain('Only the first 20 KB of 975 KB are shown.');
});

test.each([
  [{ error: 'No such city' }, 'No such cityerrorNo such city'],
  [{ code: 404, message: 'No such city' }, 'No such citycode404messageNo such city'],
  [{ error: { status: 404, message: 'No such city' } }, 'No such cityerrorstatus404messageNo such city'],
  ['No such city', 'No such city'],
  [{ code: 404 }, 'code404'],
])('the error %j says first what went wrong', async (result, shown) => {
  const panel = await open({ call, result: resultOf(result, { is_error: true }) });
  expect(panel.querySelector('.ris-result')?.textContent).toBe(shown);
});

test('a message in a result that is no error is a field like any other', async () => {
  const panel = await open({ call, result: resultOf({ message: 'Sent' }) });
  expect(panel.querySelector('.ris-result')?.textContent).toBe('messageSent');
});

test('arguments that are blank text are none, and those that are JSON text are laid out', async () => {
  const panel = await open({ call: { ...call, arguments: {} }, status: 'done', argumentsText: ' \n' });
  expect(panel.textContent).toBe('No arguments');
  cleanup();
  const written = { ...call, arguments: '{"location":"Lisbon"}' } as unknown as FunctionCallStep;
  expect(fieldsOf(await open({ call: written, status: 'done' }))).toEqual([['location', 'Lisbon']]);
  cleanup();
  const other = { ...call, arguments: 'Lisbon' } as unknown as FunctionCallStep;
  expect((await open({ call: other, status: 'done' })).textContent).toContain('Lisbon');
});

test('no arguments are said to be none', async () => {
  expect((await open({ call: { ...call, arguments: {} } })).textContent).toBe('No arguments');
});

test('raw JSON is one click away', async () => {
  const panel = await open({ call });
  await userEvent.click(screen.getByRole('button', { name: 'Raw JSON' }));
  expect(JSON.parse(panel.querySelector('pre')?.textContent ?? '')).toEqual(call.arguments);
});

test('a long value folds', async () => {
  const long = 'word '.repeat(500);
  const panel = await open({ call: { ...call, arguments: { note: long } } });
  expect(panel.textContent?.length).toBeLessThan(900);
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(panel.querySelector('dd')?.textContent).toContain(long);
});

test.each([
  [0, '0'],
  [false, 'false'],
  ['', '""'],
  [null, 'null'],
  [[], 'Empty'],
  [{}, 'Empty'],
  ['sunny', 'sunny'],
  [{ temp: 21 }, 'temp21'],
  ['{"temp":21}', 'temp21'],
  ['{broken', '{broken'],
  [[{ day: 'Mon' }, { day: 'Tue' }], 'dayMonTue'],
  [[1, [2]], '12'],
  [[{ type: 'text', text: 'as **content**' }], 'as content'],
  [{ content: [{ type: 'text', text: 'wrapped' }] }, 'wrapped'],
  [[{ type: 'text', text: '[{"day":"Mon"},{"day":"Tue"}]' }], 'dayMonTue'],
  [[{ type: 'text', text: '{"day"' }], '{"day"'],
  [{ result: 0 }, '0'],
  [{ result: false }, 'false'],
  [{ result: null }, 'null'],
  [{ result: ['a', 'b'] }, 'ab'],
  [{ result: 21, unit: '°C' }, 'result21unit°C'],
])('the result %j is shown', async (result, shown) => {
  const panel = await open({ call, result: resultOf(result) });
  expect(panel.querySelector('.ris-result')?.textContent).toBe(shown);
});

test('a result that never came is said to be none', async () => {
  expect((await open({ call, result: resultOf(undefined) })).textContent).toContain('No result');
});

test('an error stands in error ink', async () => {
  const panel = await open({ call, result: resultOf('No such city', { is_error: true }) });
  expect(panel.querySelector('.ris-result')?.getAttribute('data-state')).toBe('error');
  expect(screen.getByText('Failed')).toBeTruthy();
});

test('a result without its call names the function', () => {
  render(<FunctionCallCard result={resultOf(1, { name: 'add' })} />);
  expect(screen.getByRole('button', { name: /Result of add/ })).toBeTruthy();
});

test('it opens by itself when the host must answer, stays open after that, and obeys the reader', async () => {
  const { rerender } = render(<FunctionCallCard call={call} status="streaming" />);
  const row = screen.getByRole('button', { name: /get_weather/ });
  expect(row.getAttribute('aria-expanded')).toBe('false');
  rerender(
    <FunctionCallCard call={call} status="requires_action">
      <button type="button">Approve</button>
    </FunctionCallCard>,
  );
  expect(row.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByText(/goes on once it has the result/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Approve' })).toBeTruthy();
  rerender(<FunctionCallCard call={call} result={resultOf('ok')} />);
  expect(row.getAttribute('aria-expanded')).toBe('true');
  await userEvent.click(row);
  rerender(<FunctionCallCard call={call} status="requires_action" />);
  expect(row.getAttribute('aria-expanded')).toBe('false');
});

const approval = { status: 'needs_approval' } as const;

test('a call that waits for approval says what will happen, and is answered once', async () => {
  const respond = vi.fn();
  const { container, rerender } = render(
    <FunctionCallCard call={call} status="requires_action" decision={approval} respond={respond} />,
  );
  expect(
    screen.getByRole('button', { name: /Waiting for get_weather Lisbon Needs approval/, expanded: true }),
  ).toBeTruthy();
  expect(fieldsOf(container)).toEqual([
    ['location', 'Lisbon'],
    ['days', '3'],
  ]);
  expect(screen.getByText(/wants to call get_weather with these arguments\. It runs once you approve\./)).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
  const approve = screen.getByRole('button', { name: 'Approve' });
  await userEvent.dblClick(approve);
  expect(respond.mock.calls).toEqual([[{ approve: true }]]);
  expect(screen.getByRole('button', { name: 'Deny' })).toHaveProperty('disabled', true);

  rerender(<FunctionCallCard call={call} status="running" decision={{ status: 'running', decided: 'approved' }} />);
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(
    screen.getByRole('button', { name: /Running get_weather Lisbon Approved by you/, expanded: true }),
  ).toBeTruthy();
});

test('Deny denies, by keyboard too, and the focus stays on the card', async () => {
  const respond = vi.fn();
  render(<FunctionCallCard call={call} status="requires_action" decision={approval} respond={respond} />);
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe('Deny');
  await userEvent.keyboard(' ');
  expect(respond.mock.calls).toEqual([[{ deny: true }]]);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /get_weather/ }));
});

test('where nobody can answer here, there are no buttons', () => {
  render(<FunctionCallCard call={call} status="requires_action" decision={approval} />);
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(screen.getByText(/goes on once it has the result/)).toBeTruthy();
});

test('a call that waits for a result says so', () => {
  render(
    <FunctionCallCard call={call} status="requires_action" decision={{ status: 'needs_result' }} respond={vi.fn()} />,
  );
  expect(screen.getByText(/goes on once it has the result/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /Waiting for.*Needs an answer/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
});

test.each([
  [0, '0'],
  ['', '""'],
  [false, 'false'],
])('the result %j is shown as soon as it is decided on, before it is sent', async (value, shown) => {
  const result = resultOf(value);
  const panel = await open({ call, status: 'done', decision: { status: 'answered', result } });
  expect(panel.querySelector('.ris-result')?.textContent).toBe(shown);
});

test('the result that was sent counts before the one that was decided on', async () => {
  const decision = { status: 'answered', result: resultOf('as it was') } as const;
  const panel = await open({ call, result: resultOf('as it was sent'), decision });
  expect(panel.querySelector('.ris-result')?.textContent).toBe('as it was sent');
});

test.each(['done', 'error'] as const)('a denial is quiet, and says why: %s', async (status) => {
  const panel = await open({
    call,
    status,
    result: resultOf('The user denied this call. Not today.', { is_error: true }),
    decision: { status: 'answered', decided: 'denied', reason: 'Not today.' },
  });
  expect(screen.getByRole('button', { name: 'Did not run get_weather Lisbon Denied by you' })).toBeTruthy();
  expect(panel.textContent).toContain('Denied by you: Not today.');
  const card = document.querySelector<HTMLElement>('[data-slot="function-call-card"]');
  expect(card?.dataset.state).toBe('done');
  expect(card?.querySelector('[data-tone="error"], .ris-result')).toBeNull();
});

test('who answered stays visible, also when the function failed', async () => {
  const decision = { status: 'answered', decided: 'answered' } as const;
  const { rerender } = render(<FunctionCallCard call={call} result={resultOf(1)} decision={decision} />);
  expect(screen.getByRole('button', { name: /Ran get_weather Lisbon Answered by you/ })).toBeTruthy();
  const failed = resultOf('No.', { is_error: true });
  rerender(<FunctionCallCard call={call} result={failed} decision={{ ...decision, decided: 'approved' }} />);
  await userEvent.click(screen.getByRole('button', { name: /Failed/ }));
  expect(screen.getByText('Approved by you')).toBeTruthy();
});

test('content with an image is drawn as such', async () => {
  const data = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const content = [
    { type: 'text', text: 'The **plot**' },
    { type: 'image', data, mime_type: 'image/gif' },
  ];
  const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:http://localhost/plot');
  const panel = await open({ call, result: resultOf(content) });
  expect(panel.querySelector('.ris-result strong')?.textContent).toBe('plot');
  expect(panel.querySelector('.ris-result img')?.getAttribute('src')).toBe('blob:http://localhost/plot');
  expect(await readBlob(made.mock.lastCall?.[0] as Blob)).toBe(data);
  made.mockRestore();
});
