import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { Step } from '../../../src/protocol/Step.ts';
import { completed, created, start, stepsOf, stop, text } from './events.ts';
import { serverThread, shownOf } from './serverThread.ts';
import { forbidUnhandledRejections, lastOf, recordingTransport, respond, thread, wholeStream } from './thread.ts';

beforeEach(forbidUnhandledRejections);

const steps = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map(
  (said) => ({ type: 'model_output', content: [{ type: 'text', text: said }] }) as Step,
);

describe('automatic continuation', () => {
  it('posts hop after hop, and gives one list of steps and summed usage', async () => {
    const { store, asked } = serverThread({
      respond: () => ({ hops: [steps.slice(0, 2), steps.slice(2, 4), steps.slice(4)] }),
    });
    const last = await thread(store).send('Go.', { temperature: 1 });
    expect(last).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(stepsOf(last)).toEqual(steps);
    expect(last.steps.map(({ key }) => key)).toEqual(['0.0', '0.1', '0.2', '0.3', '0.4']);
    expect(thread(store).interactions).toHaveLength(1);
    const bodies = asked.map(({ body }) => body);
    expect(bodies).toHaveLength(3);
    const ids = last.fold.hops.map(({ id }) => id);
    expect(bodies.slice(1)).toMatchObject([
      { temperature: 1, previous_interaction_id: ids[0], continuation_token: expect.any(String), stream: true },
      { temperature: 1, previous_interaction_id: ids[1], continuation_token: expect.any(String), stream: true },
    ]);
    expect(bodies.slice(1).some((body) => body && 'input' in body)).toBe(false);
    expect(last.id).toBe(ids[2]);
    const used = last.fold.hops.map(({ usage }) => usage?.total_output_tokens ?? 0);
    expect(Math.min(...used)).toBeGreaterThan(0);
    expect(last.usage?.total_output_tokens).toBe(used.reduce((sum, tokens) => sum + tokens));
  });

  it('sends the input again where nothing is stored', async () => {
    const { store, asked } = serverThread(
      { respond: () => ({ hops: [steps.slice(0, 2), steps.slice(2)] }) },
      { params: { store: false } },
    );
    const last = await thread(store).send('Go.');
    expect(stepsOf(last)).toEqual(steps);
    expect(asked[1]?.body).toMatchObject({ input: 'Go.', store: false, continuation_token: expect.any(String) });
    expect(asked[1]?.body).not.toHaveProperty('previous_interaction_id');
  });

  it('goes on from the last hop in the next turn', async () => {
    const { store, asked } = serverThread({
      respond: ({ input }) => (input === 'Go.' ? { hops: [[steps[0]!], [steps[1]!]] } : undefined),
    });
    const first = await thread(store).send('Go.');
    await thread(store).send('And?');
    expect(asked.at(-1)?.body).toMatchObject({ previous_interaction_id: first.id });
  });

  it.each([true, false])('takes a hop up again that is cut (event ids: %s)', async (eventIds) => {
    const hops = [steps.slice(0, 2), steps.slice(2, 4), steps.slice(4)];
    const whole = shownOf(await thread(serverThread({ eventIds, respond: () => ({ hops }) }).store).send('Go.'));
    for (let events = 1; events < 9; events += 1) {
      const { store } = serverThread({
        eventIds,
        respond: () => ({ hops }),
        faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events } : undefined),
      });
      expect(shownOf(await thread(store).send('Go.')), `cut after ${events}`).toEqual(whole);
    }
  });

  it('asks for a hop again that is refused for now, and keeps what there is when it is refused for good', async () => {
    const hops = [steps.slice(0, 2), steps.slice(2)];
    const busy = serverThread({
      respond: () => ({ hops }),
      faults: ({ attempt }) => (attempt === 1 ? { type: 'http_error', status: 503 } : undefined),
    });
    expect(stepsOf(await thread(busy.store).send('Go.'))).toEqual(steps);
    expect(busy.asked).toHaveLength(3);
    const refused = serverThread({
      respond: () => ({ hops }),
      faults: ({ attempt }) => (attempt === 1 ? { type: 'http_error', status: 400 } : undefined),
    });
    const last = await thread(refused.store).send('Go.');
    expect(last).toMatchObject({ outcome: 'error', error: { status: 400 } });
    expect(stepsOf(last)).toEqual(steps.slice(0, 2));
  });

  it('stops where the server gives the same token twice', async () => {
    const hop = (id: string) =>
      respond(
        wholeStream([
          created({ id }),
          start(0, 'model_output'),
          text(0, 'Again.'),
          stop(0),
          completed({ id, status: 'requires_continuation', continuation_token: 'same' }),
        ]),
      );
    const { transport, requests } = recordingTransport(hop('a'), hop('b'), hop('c'));
    const store = createInteractionStore({ transport });
    const last = await thread(store).send('Go.');
    expect(requests).toHaveLength(2);
    expect(last).toMatchObject({ outcome: 'error', error: { message: expect.stringContaining('same place') } });
    expect(lastOf(store).steps).toHaveLength(2);
  });

  it('does not invent a request for a stream that somebody else opened', async () => {
    const { transport, requests } = recordingTransport();
    const store = createInteractionStore({ transport });
    const source = respond(
      wholeStream([
        created({ id: 'a' }),
        completed({ id: 'a', status: 'requires_continuation', continuation_token: 't' }),
      ]),
    )();
    expect(await thread(store).attach(source)).toMatchObject({ outcome: 'truncated', status: 'requires_continuation' });
    expect(requests).toEqual([]);
  });
});
