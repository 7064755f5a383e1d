import { readdirSync, readFileSync } from 'node:fs';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InitialInteractions, ThreadSnapshot } from '../../../src/store/thread/threadSnapshot.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { type RecordingName, recordings } from '../../../src/testing/recordings.ts';

const folder = new URL('../../../src/testing/recordings/', import.meta.url);

const question: Interaction = {
  status: 'completed',
  steps: [{ type: 'user_input', content: [{ type: 'text', text: 'Well?' }] }],
};

/** What a page may come with: everything that was recorded, as it was stored, and threads that were saved half-way. */
export async function threads(): Promise<[name: string, thread: InitialInteractions][]> {
  const stored = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Interaction);
  return [
    ['all that was recorded', [question, ...stored]],
    ['what still runs', [{ ...question, status: 'in_progress' }]],
    ['nothing', []],
    ['a thought, half-way', await halfWay('thinking', 0.2)],
    ['a text with citations, half-way', await halfWay('grounded-answer', 0.7)],
    ['images, half-way', await halfWay('interleaved-images', 0.6)],
    ['calls, half-way', await halfWay('parallel-function-calls', 0.5)],
    ['Arabic, half-way', await halfWay('rtl', 0.6)],
  ];
}

/** What a thread says of itself while this much of a recording has come, as JSON keeps it. */
async function halfWay(name: RecordingName, share: number): Promise<ThreadSnapshot> {
  const recording = recordings[name];
  const transport = createReplayTransport(recording, { cutAt: Math.round(recording.length * share) });
  let snapshot: ThreadSnapshot | undefined;
  const store = createInteractionStore({ transport, reconnect: false });
  store.subscribe(({ interactions, getSnapshot }) => {
    if (interactions[0]?.outcome === 'running') snapshot = getSnapshot();
  });
  await store.getState().send('Well?');
  return JSON.parse(JSON.stringify(snapshot)) as ThreadSnapshot;
}
