import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../../src/protocol/Step.ts';
import { isWire } from '../../../src/protocol/Wire.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import type { Fault, FaultRequest } from '../../../src/testing/Fault.ts';
import type { InteractionsServerOptions } from '../../../src/testing/InteractionsServerOptions.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { recordedEvents, textsOf } from './events.ts';
import { serverThread, shownOf } from './serverThread.ts';
import { DONE, forbidUnhandledRejections, sse, thread } from './thread.ts';

beforeEach(forbidUnhandledRejections);

type Faults = (request: FaultRequest) => Fault | readonly Fault[] | undefined;

/** Sends one turn to a server that goes wrong like this, and gives the thread as the reader sees it in the end. */
async function turn(server: InteractionsServerOptions, options: InteractionStreamOptions, faults?: Faults) {
  const { store, asked } = serverThread({ ...server, faults }, options);
  await thread(store).send('Go.');
  return { shown: thread(store).interactions.map(shownOf), decisions: thread(store).decisions, asked, store };
}

const ways = [
  ['with event ids', true],
  ['without event ids', false],
] as const;

/** Those that the server has kept: what has no id cannot be asked for again. */
const stored = (Object.keys(recordings) as (keyof typeof recordings)[]).filter(
  (name) =>
    !recordedEvents(name).some(
      (event) => 'interaction' in event && isWire(event.interaction) && event.interaction.id === '',
    ),
);

describe.each(ways)('a connection that is cut after every event, %s,', (_, eventIds) => {
  it.each(stored)('leaves %s whole', (recording) => expectWholeAt(recording, eventIds), 60_000);

  it('in the follow-up of a function round leaves the turn whole, and runs each function once', async () => {
    const call = (id: string): Step => ({ type: 'function_call', id, name: 'f', arguments: { id } }) as Step;
    const rounds: Step[][] = [
      [call('a'), call('b')],
      [{ type: 'thought', signature: 'c2ln' } as Step, call('c')],
    ];
    const play = async (cut?: { create: number; events: number }) => {
      let round = 0;
      const ran: string[] = [];
      const run = ({ id }: { id: string }) => void ran.push(id);
      const played = await turn(
        { eventIds, respond: () => rounds[round++] },
        { functions: { f: { run } } },
        ({ action, attempt }) =>
          cut && action === 'create' && attempt === cut.create
            ? { type: 'cut_after', events: cut.events, how: cut.events % 2 === 0 ? 'close' : 'break' }
            : undefined,
      );
      return { shown: played.shown, ran };
    };
    const whole = await play();
    expect(whole.ran).toEqual(['a', 'b', 'c']);
    expect(whole.shown).toHaveLength(3);
    for (const create of [0, 1, 2]) {
      for (let events = 1; events < 12; events += 1) {
        expect(await play({ create, events }), `request ${create} cut after ${events}`).toEqual(whole);
      }
    }
  });

  it('in any hop leaves the answer whole', async () => {
    const said = (text: string) => ({ type: 'model_output', content: [{ type: 'text', text }] }) as Step;
    const hops = [[said('One, '), said('two, ')], [said('three, ')], [said('four.')]];
    const whole = (await turn({ eventIds, respond: () => ({ hops }) }, {})).shown;
    for (const create of [0, 1, 2]) {
      for (let events = 1; events < 10; events += 1) {
        const { shown } = await turn({ eventIds, respond: () => ({ hops }) }, {}, ({ action, attempt }) =>
          action === 'create' && attempt === create ? { type: 'cut_after', events } : undefined,
        );
        expect(shown, `hop ${create} cut after ${events}`).toEqual(whole);
      }
    }
  });

  it('and replayed shorter than what is here, again and again, never shows less and ends whole', async () => {
    const params = { labels: { recording: 'grounded-answer' } };
    const whole = (await turn({ eventIds }, { params })).shown;
    const { store } = serverThread(
      {
        eventIds,
        faults: ({ action, attempt }) =>
          action === 'create'
            ? { type: 'cut_after', events: 14 }
            : attempt < 6
              ? [{ type: 'ignore_last_event_id' }, { type: 'cut_after', events: 3 + attempt }]
              : { type: 'ignore_last_event_id' },
      },
      { params },
    );
    let longest = 0;
    store.subscribe(({ interactions }) => {
      const { length } = interactions.flatMap(textsOf).join('');
      expect(length).toBeGreaterThanOrEqual(longest);
      longest = length;
    });
    await thread(store).send('Go.');
    expect(thread(store).interactions.map(shownOf)).toEqual(whole);
  });
});

/** What is given up says how its connection was lost. */
const withoutReason = (shown: readonly ReturnType<typeof shownOf>[]) =>
  shown.map(({ error, ...rest }) => ({ ...rest, error: error?.type }));

async function expectWholeAt(recording: keyof typeof recordings, eventIds: boolean): Promise<void> {
  const params = { labels: { recording } };
  const whole = (await turn({ eventIds }, { params })).shown;
  for (const [at, event] of recordedEvents(recording).entries()) {
    const how = at % 2 === 0 ? 'break' : 'close';
    const { shown } = await turn({ eventIds }, { params }, ({ action }) =>
      action === 'create' ? { type: 'cut_after', events: at + 1, how } : undefined,
    );
    // After these words a stream may well end: it is for the host to go on.
    if ('status' in event && event.status === 'requires_action') {
      expect(shown).toMatchObject([{ status: 'requires_action', outcome: 'finished' }]);
    } else expect(withoutReason(shown), `cut after event ${at}`).toEqual(withoutReason(whole));
  }
}

describe('a stream in which only some events have ids', () => {
  /** A server of these events, some without an id, whose connections end after so many events of what they have to send. */
  function server(values: readonly { event_type: string }[], withId: (at: number) => boolean, cuts: readonly number[]) {
    const events = values.map((event, at) => (withId(at) ? { ...event, event_id: `e${at}` } : event));
    let connection = 0;
    const stream = (rest: typeof events) => {
      const cut = cuts[connection++] ?? rest.length;
      const body = sse(rest.slice(0, cut)) + (cut < rest.length ? '' : DONE);
      return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
    };
    const transport: InteractionTransport = {
      create: async () => stream(events),
      get: async (_id, { lastEventId }) =>
        stream(events.slice(events.findIndex((event) => 'event_id' in event && event.event_id === lastEventId) + 1)),
    };
    return transport;
  }

  it('is whole in the end wherever it is cut, nothing lost and nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('thinking', 'grounded-answer', 'counting', 'tool-agent'),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 4 }),
        async (recording, pattern, cuts) => {
          const events = recordedEvents(recording).filter(({ event_type }) => event_type !== 'done');
          const withId = (at: number) => pattern[at % pattern.length] === true;
          const play = async (ends: readonly number[]) => {
            const transport = server(events, withId, ends);
            const store = createInteractionStore({ transport, reconnect: { delay: 0 }, params: { model: 'm' } });
            await thread(store).send('Go.');
            return shownOf(thread(store).interactions[0]!);
          };
          const whole = await play([]);
          expect(whole.status).toBe('completed');
          expect(await play([Math.max(1, cuts[0]!), ...cuts.slice(1)])).toEqual(whole);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('goes on by hand, and from a snapshot, without repeating anything', async () => {
    const events = recordedEvents('grounded-answer').filter(({ event_type }) => event_type !== 'done');
    const withId = (at: number) => at % 3 === 0;
    for (let cut = 2; cut < events.length; cut += 1) {
      for (const second of [2, 3, 4, events.length]) {
        const transport = server(events, withId, [cut, second]);
        const options = { transport, reconnect: false, params: { model: 'm' } } as const;
        const store = createInteractionStore(options);
        await thread(store).send('Go.');
        const snapshot = JSON.parse(JSON.stringify(thread(store).getSnapshot()));
        const restored = createInteractionStore({ ...options, initialInteractions: snapshot });
        if (restored.canResume()) await thread(restored).resume();
        if (restored.canResume()) await thread(restored).resume();
        const whole = createInteractionStore({ transport: server(events, withId, []), params: { model: 'm' } });
        await thread(whole).send('Go.');
        expect(shownOf(thread(restored).interactions[0]!), `${cut}, ${second}`).toEqual(
          shownOf(thread(whole).interactions[0]!),
        );
      }
    }
  });
});
