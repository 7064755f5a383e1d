/** Label of a request that says what goes wrong when its stream is taken up again; the server has one for the start. */
export const RESUME_FAULT_LABEL = 'resume_fault';

interface FaultInfo {
  title: string;
  /** One sentence. */
  hint: string;
  /** The fault as the server takes it, after so many events. */
  fault?: (after: number) => string;
  /** What goes wrong with the rest, once the connection is back. */
  resumeFault?: string;
  /** It shows only where events have ids. */
  needsIds?: boolean;
}

/** What can go wrong with an answer of the embedded server. */
export const FAULTS = {
  cut: { title: 'Cut', hint: 'The connection breaks off.', fault: (after) => `cut_after=${after},break` },
  close: {
    title: 'Close early',
    hint: 'The connection closes as if all had been said.',
    fault: (after) => `cut_after=${after},close`,
  },
  stall: {
    title: 'Stall',
    hint: 'Nothing more is sent, and the connection stays open.',
    fault: (after) => `stall_after=${after}`,
  },
  garbage: {
    title: 'Garbage',
    hint: 'An event of an unknown type comes, with data that is not JSON.',
    fault: (after) => `garbage_after=${after}`,
  },
  duplicate: {
    title: 'Duplicate',
    hint: 'The connection breaks off, and the rest begins with five events that came before.',
    fault: (after) => `cut_after=${after},break`,
    resumeFault: 'repeat=5',
    needsIds: true,
  },
  error: { title: 'Error event', hint: 'An error event ends the stream.', fault: (after) => `error_after=${after}` },
  limit: {
    title: 'Time limit',
    hint: 'An error is written as bare JSON, as at the time limit of agents.',
    fault: (after) => `bare_error_array_after=${after}`,
  },
  ids: { title: 'Event ids', hint: 'Events have ids, to be taken up after.', needsIds: true },
  comments: { title: 'Comments', hint: 'A comment stands before every event.', fault: () => 'comments' },
  crlf: { title: 'CR LF', hint: 'Lines end in CR LF.', fault: () => 'crlf' },
  utf8: { title: 'Split UTF-8', hint: 'Chunks end inside of characters.', fault: () => 'split_utf8' },
  drip: { title: 'Drip', hint: '32 bytes come at a time, 20 ms apart.', fault: () => 'drip=32,20' },
  busy: { title: '503', hint: 'The request is refused with status 503.', fault: () => 'http_error=503' },
  html: { title: 'HTML page', hint: 'A page of HTML answers, with status 502.', fault: () => 'html_page=502' },
  unreachable: { title: 'Unreachable', hint: 'Nobody answers.', fault: () => 'unreachable' },
} satisfies { [name: string]: FaultInfo };

export type FaultName = keyof typeof FAULTS;

/** The labels of a request that bring these faults about, after so many events. */
export function faultLabels(names: readonly FaultName[], after: number): { [label: string]: string } {
  const infos: FaultInfo[] = names.map((name) => FAULTS[name]);
  const faults = new Set(infos.flatMap(({ fault }) => fault?.(after) ?? []));
  const resumeFaults = infos.flatMap(({ resumeFault }) => resumeFault ?? []);
  return {
    ...(faults.size > 0 && { fault: [...faults].join(';') }),
    ...(resumeFaults.length > 0 && { [RESUME_FAULT_LABEL]: resumeFaults.join(';') }),
    ...(infos.some(({ needsIds }) => needsIds) && { event_ids: 'true' }),
  };
}
