import type { Labels } from '../react/labels.ts';
import type { EndItem, RowItem, Turn } from './arrangeThread.ts';
import { endNotices } from './endNotices.ts';
import { recordOf, textOf } from './fields.ts';
import { callFamily, resultFamily } from './joinCalls.ts';

/**
 * What a screen reader should know of a thread now: what is being done, that the answer is there, or what went wrong. Says
 * nothing while the answer is being written.
 */
export function announcement(turns: readonly Turn[], labels: Labels): string {
  const end = turns
    .at(-1)
    ?.items.filter((item): item is EndItem => 'part' in item)
    .at(-1);
  if (!end) return '';
  const { part, rows } = end;
  if (part.outcome === 'running') return activity(rows.at(-1), labels);
  const notices = endNotices(part, rows, labels).map(({ text }) => text);
  if (notices.length > 0) return notices.join(' ');
  return part.outcome === 'finished' && rows.length > 0 ? labels.announce.answerReady : '';
}

function activity(row: RowItem | undefined, labels: Labels): string {
  if (!row) return '';
  const { type, name } = recordOf(row.entry.step);
  if (type === 'thought') return row.entry.status === 'streaming' ? labels.thought.active : '';
  const tool = callFamily(textOf(type)) ?? resultFamily(textOf(type));
  if (tool === undefined || (row.status !== 'streaming' && row.status !== 'running')) return '';
  if (tool === 'google_search') return labels.search.active;
  if (tool === 'function') {
    return labels.announce.running(labels.functionCall.active, textOf(name) || labels.functionCall.unnamed);
  }
  if (tool !== 'other' && Object.hasOwn(labels.tools, tool)) {
    const verb = labels.tools[tool] ?? labels.tools.other;
    return textOf(name) === '' ? verb.active : labels.announce.running(verb.active, textOf(name));
  }
  return labels.announce.running(labels.tools.other.active, tool);
}
