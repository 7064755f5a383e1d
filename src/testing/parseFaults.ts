import type { Fault } from './Fault.ts';

/** Reads the value of a field, or gives `undefined` for one that is none. */
type Reader = (text: string) => string | number | undefined;

const count: Reader = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
const status: Reader = (text) => (/^[2-5]\d\d$/.test(text) ? Number(text) : undefined);
const code: Reader = (text) => (/^\w+$/.test(text) ? text : undefined);
const how: Reader = (text) => (text === 'close' || text === 'break' ? text : undefined);

/** The fields of each fault, in order. One whose name ends in `?` may be left out. */
const SYNTAX: { readonly [T in Fault['type']]: { readonly [field: string]: Reader } } = {
  cut_at: { bytes: count, 'how?': how },
  cut_after: { events: count, 'how?': how },
  stall_after: { events: count },
  garbage_after: { events: count },
  error_after: { events: count, 'code?': code },
  bare_error_after: { events: count, 'code?': code },
  bare_error_array_after: { events: count, 'code?': code },
  repeat: { events: count },
  ignore_last_event_id: {},
  without_event_ids: {},
  comments: {},
  crlf: {},
  split_utf8: {},
  drip: { bytes: count, ms: count },
  http_error: { status, 'retryAfter?': count, 'code?': code },
  html_page: { status },
  unreachable: {},
  cancel_error: {},
};

/**
 * Reads faults from a text: `cut_at=1200`, `cut_at=1200,break`, `drip=16,50;crlf`. A fault is its type and, after a `=`,
 * the values of its fields in order.
 *
 * @throws TypeError that says which fault it could not read, and what there is.
 */
export function parseFaults(text: string): Fault[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseFault);
}

function parseFault(text: string): Fault {
  const [type = '', list] = text.split('=', 2).map((part) => part.trim());
  if (!Object.hasOwn(SYNTAX, type)) {
    throw new TypeError(`There is no fault "${type}". There are: ${Object.keys(SYNTAX).join(', ')}.`);
  }
  const readers = Object.entries(SYNTAX[type as Fault['type']]);
  const texts = list === undefined ? [] : list.split(',').map((value) => value.trim());
  const fields = readers.flatMap(([name, read], position) => {
    const value = texts[position] ?? '';
    return name.endsWith('?') && value === '' ? [] : [[name.replace('?', ''), read(value)] as const];
  });
  if (texts.length <= readers.length && fields.every(([, value]) => value !== undefined)) {
    return { type, ...Object.fromEntries(fields) } as Fault;
  }
  const names = readers.map(([name]) => name).join(',');
  throw new TypeError(`The fault "${text}" is to be written ${names === '' ? type : `${type}=${names}`}.`);
}
