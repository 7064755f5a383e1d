import { useMemo } from 'react';
import { type InteractionStreamHandle, type ThreadState, useInteractionSelector } from '../../src/index.ts';
import type { Session } from '../createSession.ts';
import { useTape } from '../useTape.ts';
import { StateNode } from './StateNode.tsx';

interface StateInspectorProps {
  session: Session;
  live: InteractionStreamHandle;
  at: number | undefined;
}

/** The store's state as a tree: as it is, or as it was, with what the last event touched. */
export function StateInspector({ session, live, at }: StateInspectorProps) {
  const tape = useTape(session.tape);
  const now = useInteractionSelector(live, (state) => state);
  const step = useMemo(
    () => (at === undefined || tape.rows.length === 0 ? undefined : session.stepAt(at)),
    [session, tape, at],
  );
  const fields = fieldsOf(step?.after ?? now);
  const before: { [name: string]: unknown } = step ? fieldsOf(step.before) : {};
  return (
    <section className="pg-section pg-state" aria-labelledby="state-title">
      <div className="pg-section-head">
        <h2 id="state-title">State</h2>
        {step && <span className="pg-muted pg-changed-hint">touched by this event</span>}
      </div>
      <ul className="pg-tree" tabIndex={0} aria-label="State of the store" dir="ltr">
        {Object.entries(fields).map(([name, value]) => (
          <StateNode key={name} name={name} value={value} before={before[name]} isCompared={step !== undefined} />
        ))}
      </ul>
    </section>
  );
}

function fieldsOf({ interactions, connection, decisions, branches, error }: ThreadState) {
  return { interactions, connection, decisions, branches, error };
}
