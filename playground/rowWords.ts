import type { TapeRow } from './tape/Tape.ts';

/** What an event is about, for its colour. */
export type RowKind = 'frame' | 'thought' | 'answer' | 'tool' | 'error';

/** The name of an event. */
export function rowType({ event, problem }: TapeRow): string {
  return event?.event_type ?? (problem === undefined ? '' : 'passed over');
}

/** The one word that tells events of a type apart. */
export function rowDetail({ event, problem }: TapeRow): string {
  const { delta, step, status, interaction } = (event ?? {}) as { [key: string]: unknown };
  const types = [delta, step].map((part) => (part as { type?: unknown } | undefined)?.type);
  const word = [...types, status, (interaction as { status?: unknown } | undefined)?.status, problem].find(Boolean);
  return typeof word === 'string' ? word : '';
}

export function rowKind(row: TapeRow): RowKind {
  const type = rowType(row);
  if (row.problem !== undefined || type === 'error') return 'error';
  const detail = rowDetail(row);
  if (!type.startsWith('step.') || detail === '') return 'frame';
  if (detail.startsWith('thought')) return 'thought';
  return /^(model_output|text|image|audio|video|document)/.test(detail) ? 'answer' : 'tool';
}
