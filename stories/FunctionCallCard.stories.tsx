import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor } from 'storybook/test';
import { FunctionCallCard, type FunctionCallStep, type FunctionResultStep } from '../src/index.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { plot } from './fixtures/media.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { took } from './fixtures/took.ts';

const meta = {
  title: 'Steps/FunctionCallCard',
  component: FunctionCallCard,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a `function_call` and the `function_result` that answers it as one card: a row that opens on the arguments, which fill while they arrive, and on the result. It opens by itself when somebody must answer, and has the buttons to approve or deny a call that waits for that; who decided stays visible. `children` is the place for what the app adds: a preview, a form.',
      },
    },
  },
} satisfies Meta<typeof FunctionCallCard>;

export default meta;
type Story = StoryObj<typeof meta>;

const call: FunctionCallStep = {
  type: 'function_call',
  id: 'call_85303',
  name: 'search_flights',
  arguments: {
    from: 'Lisbon',
    to: 'Paris',
    date: '2026-06-04',
    passengers: 2,
    direct: true,
    cabins: ['economy', 'premium'],
  },
};

const flights = [
  { flight: 'TP 442', departs: '07:05', arrives: '10:35', price: 94 },
  { flight: 'AF 1195', departs: '11:10', arrives: '14:40', price: 121 },
  { flight: 'TP 436', departs: '18:25', arrives: '21:55', price: 88 },
];

const answer = (result: unknown, rest: Partial<FunctionResultStep> = {}) =>
  ({ type: 'function_result', call_id: call.id, name: call.name, result, ...rest }) as FunctionResultStep;

export const Done: Story = { args: { call, result: answer(flights), ...took(1840) } };

/** A list of like objects is a table. */
export const Opened: Story = {
  args: { call, result: answer(flights), ...took(1840) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran search_flights Lisbon.*1\.8 s/ }));
    await expect(canvas.getByText('passengers')).toBeInTheDocument();
    await expect(canvas.getByRole('columnheader', { name: 'price' })).toBeInTheDocument();
    await expect(canvas.getAllByRole('row')).toHaveLength(4);
  },
};

export const RawJson: Story = {
  name: 'Raw JSON',
  args: { call, result: answer(flights) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /search_flights/ }));
    const [raw] = canvas.getAllByRole('button', { name: 'Raw JSON', pressed: false });
    if (raw) await userEvent.click(raw);
    await expect(canvas.getByText(/"passengers": 2/)).toBeInTheDocument();
    await expect(canvas.getAllByRole('button', { name: 'Raw JSON', pressed: true })).toHaveLength(1);
  },
};

/** The arguments as far as they have come. */
export const Streaming: Story = {
  args: {
    call: { ...call, arguments: {} },
    status: 'streaming',
    argumentsText: '{"from": "Lisbon", "to": "Paris", "date": "2026-0',
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Calling search_flights Lisbon/ }));
    await expect(canvas.getByText('Paris')).toBeInTheDocument();
    await expect(canvas.getByText('2026-0')).toBeInTheDocument();
  },
};

export const StreamingWithoutArguments: Story = {
  args: { call: { ...call, arguments: {} }, status: 'streaming' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Calling search_flights/ }));
    await expect(canvas.getByText('The arguments are on their way.')).toBeInTheDocument();
  },
};

/** With some agents, functions run on the server: the result is awaited, and nobody need do anything. */
export const Running: Story = { args: { call, status: 'running' } };

/** Open by itself, and says what has to happen. */
export const RequiresAction: Story = {
  args: { call, status: 'requires_action' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /Waiting for search_flights.*Needs an answer/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    await expect(canvas.getByText('The model goes on once it has the result.')).toBeInTheDocument();
  },
};

const onApprove = fn();

/** What the app adds stands between the arguments and the result. */
export const WithButtonsOfTheApp: Story = {
  args: {
    call,
    status: 'requires_action',
    children: (
      <p style={{ display: 'flex', gap: 8, margin: 0 }}>
        <AppButton onClick={onApprove}>Approve</AppButton>
        <AppButton>Deny</AppButton>
      </p>
    ),
  },
  play: async ({ canvas, userEvent }) => {
    onApprove.mockClear();
    await userEvent.click(canvas.getByRole('button', { name: 'Approve' }));
    await expect(onApprove).toHaveBeenCalledOnce();
  },
};

const respond = fn();

/** The arguments are open, a sentence says what will happen, and nothing has the focus by itself. */
export const NeedsApproval: Story = {
  args: { call, status: 'requires_action', decision: { status: 'needs_approval' }, respond },
  play: async ({ canvas, userEvent }) => {
    respond.mockClear();
    await expect(canvas.getByText(/wants to call search_flights with these arguments/)).toBeInTheDocument();
    await userEvent.click(canvas.getByRole('button', { name: 'Approve' }));
    await expect(respond.mock.calls).toEqual([[{ approve: true }]]);
    await expect(canvas.getByRole('button', { name: 'Deny' })).toBeDisabled();
  },
};

/** The function runs here, for some seconds by now. */
export const ApprovedAndRunning: Story = {
  args: { call, status: 'running', decision: { status: 'running', decided: 'approved' } },
  render: (args) => <FunctionCallCard {...args} startedAt={runningSince} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /Running search_flights Lisbon Approved by you/ })).toBeVisible();
    await waitFor(() => expect(canvas.getByText(/^1\d s$/)).toBeVisible());
  },
};
const runningSince = Date.now() - 12_000;

export const Approved: Story = {
  args: { call, result: answer(flights), decision: { status: 'answered', decided: 'approved' }, ...took(1840) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran search_flights Lisbon Approved by you 1\.8 s/ }));
    await expect(canvas.getAllByText('Approved by you')).toHaveLength(1);
  },
};

/** The model is told of an error; to the reader it is none. */
export const Denied: Story = {
  args: {
    call,
    result: answer('The user denied this call. Two weeks later would be cheaper.', { is_error: true }),
    status: 'done',
    decision: { status: 'answered', decided: 'denied', reason: 'Two weeks later would be cheaper.' },
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Did not run search_flights Lisbon Denied by you/ }));
    await expect(canvas.getByText('Denied by you: Two weeks later would be cheaper.')).toBeInTheDocument();
    await expect(canvasElement.querySelector('[data-state="error"]')).toBeNull();
  },
};

/** Nothing here can run it: the app answers, or a component of its own. */
export const NeedsResult: Story = {
  args: { call, status: 'requires_action', decision: { status: 'needs_result' }, respond },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The model goes on once it has the result.')).toBeInTheDocument();
    await expect(canvas.queryByRole('button', { name: 'Approve' })).toBeNull();
  },
};

/** Decided, and not sent yet: another call still waits. */
export const Answered: Story = {
  args: {
    call,
    status: 'done',
    decision: { status: 'answered', decided: 'answered', result: answer(flights.slice(0, 1)) },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran search_flights Lisbon Answered by you/ }));
    await expect(canvas.getByText('TP 442')).toBeInTheDocument();
  },
};

/** The host's function failed, and says so to the model. */
export const Failed: Story = {
  args: {
    call,
    result: answer('The booking service did not answer within 10 s.', { is_error: true }),
    ...took(10_020),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran search_flights.*Failed.*10 s/ }));
    await expect(canvas.getByText(/did not answer within 10 s/)).toBeInTheDocument();
  },
};

export const Interrupted: Story = {
  args: { call: { ...call, arguments: {} }, status: 'interrupted', argumentsText: '{"from": "Lisbon", "to"' },
};

/** The connection was lost before anything came. */
export const CutEarly: Story = {
  args: { call: { ...call, arguments: {} }, status: 'interrupted', argumentsText: '{"fr' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /search_flights Interrupted/ }));
    await expect(canvas.getByText('It broke off before any arguments came.')).toBeInTheDocument();
  },
};

/** The token limit came in the middle of the arguments. */
export const CutInArguments: Story = {
  args: {
    call: { ...call, name: 'write_file', arguments: {} },
    status: 'error',
    argumentsText: '{"path": "src/main.ts", "content": "import { createServer } from',
    argumentsError: 'The arguments break off.',
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /write_file.*Failed/ }));
    await expect(canvas.getByText('import { createServer } from')).toBeInTheDocument();
    await expect(canvas.getByText(/break off here, so the function cannot be run/)).toBeInTheDocument();
  },
};

const nested = (levels: number) => {
  let value: unknown = 'the middle';
  for (let level = 0; level < levels; level += 1) value = { in: value };
  return value;
};

const hugeCall = {
  ...call,
  name: 'import_everything',
  arguments: { text: 'All of it. '.repeat(100_000), deep: nested(10_000) },
};
const hugeAnswer = answer(Array.from({ length: 10_000 }, (_, at) => ({ row: at, value: at * at })));

/** Ten thousand levels, ten thousand rows, a megabyte of text: the beginning of each is there at once. */
export const Huge: Story = {
  render: () => <FunctionCallCard call={hugeCall} result={hugeAnswer} />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /import_everything/ }));
    await expect(canvas.getByRole('button', { name: '9900 more' })).toBeInTheDocument();
    await expect(canvasElement.querySelectorAll('*').length).toBeLessThan(1500);
    for (const raw of canvas.getAllByRole('button', { name: 'Raw JSON' })) await userEvent.click(raw);
    await expect(canvas.getAllByText(/^Only the first 20 KB of/)).toHaveLength(2);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

/** What went wrong comes first, then the rest of what the function says. */
export const FailedWithDetails: Story = {
  args: {
    call,
    result: answer({ code: 'SOLD_OUT', message: 'No seats are left on this day.', retry: false }, { is_error: true }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /search_flights.*Failed/ }));
    await expect(canvas.getByText('SOLD_OUT')).toBeInTheDocument();
  },
};

/** Such a call must not be run; what came is kept to be looked at. */
export const MalformedArguments: Story = {
  args: {
    call: { ...call, arguments: {} },
    status: 'error',
    argumentsText: '{"from": "Lisbon", "to": Paris}',
    argumentsError: 'Unexpected token P at position 26.',
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /search_flights.*Failed/ }));
    await expect(canvas.getByText(/so the function cannot be run/)).toBeInTheDocument();
    await expect(canvas.getByText(/"to": Paris/)).toBeInTheDocument();
  },
};

export const NoArguments: Story = {
  args: { call: { ...call, name: 'get_current_time', arguments: {} }, result: answer('2026-06-04T09:30:00Z') },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /get_current_time/ }));
    await expect(canvas.getByText('No arguments')).toBeInTheDocument();
    await expect(canvas.getByText('2026-06-04T09:30:00Z')).toBeInTheDocument();
  },
};

/** A result may be text, JSON in a text, content items, or any value. */
export const ContentResult: Story = {
  args: {
    call: { ...call, name: 'draw_chart', arguments: { title: 'Primes below 10 million' } },
    result: answer([{ type: 'text', text: 'The **ratio** falls slowly:' }, plot]),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /draw_chart/ }));
    await expect(await canvas.findByRole('img', { name: 'Image' })).toBeInTheDocument();
  },
};

/** A result of `false`, `0` or `null` is a result too. */
export const FalseResult: Story = {
  args: { call: { ...call, name: 'is_weekend', arguments: { date: '2026-06-04' } }, result: answer(false) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /is_weekend/ }));
    await expect(canvas.getByText('false')).toBeInTheDocument();
  },
};

export const NestedResult: Story = {
  args: {
    call: { ...call, name: 'get_booking', arguments: { reference: 'X7K2PQ' } },
    result: answer({
      booking: {
        reference: 'X7K2PQ',
        passengers: [
          { name: 'Ana Sousa', seat: null },
          { name: 'Rui Sousa', seat: '14C' },
        ],
      },
      fares: { base: 176, taxes: { airport: 24.5, carbon: 3 }, currency: 'EUR' },
      notes: [],
    }),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /get_booking X7K2PQ/ }));
    await expect(canvas.getByText('24.5')).toBeInTheDocument();
    await expect(canvas.getByText('Empty')).toBeInTheDocument();
  },
};

/** The call is not in the thread: it was sent by an earlier page, or is out of sight. */
export const ResultWithoutCall: Story = {
  args: { result: answer(flights) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /Result of search_flights/ })).toBeVisible();
  },
};

/** Nothing at all: neither a call nor a result. */
export const Empty: Story = {
  args: {},
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/unnamed function/);
  },
};

/** Long values fold, long lists end in a count, and long names give way to the rest of the row. */
export const VeryLong: Story = {
  args: {
    call: {
      ...call,
      name: 'search_all_flights_of_every_airline_in_the_alliance_including_partners',
      arguments: {
        query: 'Any flight from Lisbon, Porto or Faro to any airport within two hours of Paris by train. '.repeat(20),
        codes: Array.from({ length: 160 }, (_, at) => `PT-${1000 + at}`),
      },
    },
    result: answer(Array.from({ length: 140 }, (_, at) => ({ flight: `TP ${400 + at}`, price: 80 + at }))),
    ...took(192_000),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /3 min 12 s/ }));
    const [showMore] = canvas.getAllByRole('button', { name: 'Show more' });
    if (showMore) await userEvent.click(showMore);
    await expect(canvas.getAllByRole('button', { name: 'Show less' })).toHaveLength(1);
    await expect(canvas.getByText('60 more')).toBeInTheDocument();
    await expect(canvas.getByText('40 more')).toBeInTheDocument();
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: {
    call: { ...call, name: 'find_place', arguments: { المدينة: 'نزوى', البلد: 'سلطنة عُمان' } },
    result: answer('فلج دارس هو أكبر الأفلاج في نزوى.'),
    ...took(640),
  },
  decorators: [rightToLeft],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /find_place نزوى/ }));
    await expect(canvas.getByText(/فلج دارس/)).toBeInTheDocument();
  },
};
