import type { Labels } from '../../react/labels.ts';
import { typeOf } from '../../protocol/Wire.ts';
import type { RowItem } from './arrangeRows.ts';
import type { Group } from './arrangeGroups.ts';
import { argumentsOf } from '../steps/callFields.ts';
import { durationOf, listOf, recordOf } from '../parts/fields.ts';
import { toolOf } from '../steps/joinCalls.ts';
import type { StepRowContent } from '../steps/StepRow.tsx';

/** The one line of a folded group: how long was thought, and what was done how often, in the order it was first done. */
export function groupRow({ runs }: Pick<Group, 'runs'>, { activity, thought, common }: Labels): StepRowContent {
  const rows = runs.flatMap(({ spokenOf }) => spokenOf);
  const thoughts = rows.filter(({ entry }) => typeOf(entry.step) === 'thought');
  const counts = new Map<string, number>();
  for (const row of rows) {
    const tool = toolOf(row.entry.step);
    if (tool === undefined) continue;
    const name = Object.hasOwn(activity.counts, tool) ? tool : 'other';
    counts.set(name, (counts.get(name) ?? 0) + timesOf(row, tool));
  }
  const parts = [...counts].map(([name, count]) => (activity.counts[name] ?? activity.counts.other)(count));
  if (thoughts.length > 0) {
    const took = thoughts.reduce((sum, { entry }) => sum + (durationOf(entry.startedAt, entry.stoppedAt) ?? 0), 0);
    parts.unshift(took === 0 ? thought.done : thought.doneIn(common.duration(took)));
  }
  const failed = rows.filter(({ status }) => status === 'error').length;
  return {
    icon: thoughts.length > 0 ? 'thought' : 'tool',
    verb: parts.join(activity.separator),
    ...(failed > 0 && { note: activity.failed(failed), noteTone: 'error' }),
  };
}

/** One call may read several pages. */
function timesOf({ entry }: RowItem, tool: string): number {
  return tool === 'url_context' ? Math.max(1, listOf(recordOf(argumentsOf(entry.step)).urls).length) : 1;
}
