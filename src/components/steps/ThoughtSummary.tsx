import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { ThoughtProps } from '../../react/StepComponents.ts';
import type { Content } from '../../protocol/Content.ts';
import { isWire } from '../../protocol/Wire.ts';
import { ContentItems } from './ContentItems.tsx';
import { Disclosure } from './Disclosure.tsx';
import { durationOf, listOf, recordOf, textOf } from '../parts/fields.ts';
import { thoughtTitle } from './thoughtTitle.ts';

/**
 * A thought: one row, with the title of what is being thought about while it streams and the time it took after that. It
 * opens on the summary. A thought that is only a signature, the usual case without summaries, is the bare row.
 */
export function ThoughtSummary({ step, status = 'done', startedAt, stoppedAt, ...rest }: ThoughtProps): ReactNode {
  const labels = useLabels();
  const { thought, common } = labels;
  const summary = listOf(recordOf(step).summary).filter(says);
  const title = thoughtTitle(summary);
  const duration = durationOf(startedAt, stoppedAt);
  const streaming = status === 'streaming';
  const done = duration === undefined ? thought.done : thought.doneIn(common.duration(duration));
  return (
    <Disclosure
      {...rest}
      slot="thought-summary"
      state={status}
      row={{
        icon: 'thought',
        ...(streaming
          ? { verb: title ?? thought.active, active: true, since: startedAt }
          : { verb: done, detail: title, note: status === 'interrupted' ? labels.status.interrupted : undefined }),
      }}
      panel={summary.length > 0 && <ContentItems content={summary} status={status} />}
    />
  );
}

/** Whether an entry of the summary has something to show. */
function says(entry: unknown): entry is Content {
  if (!isWire(entry)) return false;
  return entry.type !== 'text' || textOf(entry.text).trim() !== '';
}
