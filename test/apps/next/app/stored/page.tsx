import { InteractionSteps, ThoughtSummary } from 'react-interaction-stream';
import { initialInteractionState, readSource, reduceEvents, selectInteraction } from 'react-interaction-stream/core';
import { recordings } from 'react-interaction-stream/testing';

/** A server component: the React-free half works here, and the components take what it makes. */
export default async function Page() {
  let state = initialInteractionState;
  await readSource(new Response(recordings['grounded-answer'], { headers: { 'content-type': 'text/event-stream' } }), {
    onEvents: (events) => void (state = reduceEvents(state, events)),
  });
  return (
    <main>
      <InteractionSteps interaction={selectInteraction(state)} />
      <ThoughtSummary step={{ type: 'thought', summary: [{ type: 'text', text: '**By itself.**' }] }} />
    </main>
  );
}
