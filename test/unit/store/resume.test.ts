import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Fault, FaultRequest } from '../../../src/testing/Fault.ts';
import type { recordings } from '../../../src/testing/recordings.ts';
import { forbidUnhandledRejections, lastOf, thread } from './thread.ts';
import { serverThread, shownOf } from './serverThread.ts';

beforeEach(forbidUnhandledRejections);

type Played = { recording: keyof typeof recordings; eventIds?: boolean; store?: boolean };

/** Plays a recording over a server with these faults, to the end that it comes to. */
async function play(
  { recording, eventIds = false, store: isStored = true }: Played,
  faults?: (request: FaultRequest) => Fault | readonly Fault[] | undefined,
) {
  const { store, asked } = serverThread(
    { eventIds, faults },
    { params: { labels: { recording }, ...(!isStored && { store: false }) } },
  );
  const interaction = await thread(store).send('Go.');
  return { store, asked, interaction };
}

/** How many bytes the stream has on this server, and after how many of them the interaction's id is known. */
async function measure(played: Played): Promise<{ length: number; idAt: number }> {
  const { createInteractionsServer } = await import('../../../src/testing/createInteractionsServer.ts');
  const body = { model: 'm', input: 'Go.', stream: true, labels: { recording: played.recording } };
  const response = await createInteractionsServer({ eventIds: played.eventIds }).fetch(
    new Request('http://server/interactions', { method: 'POST', body: JSON.stringify(body) }),
  );
  const bytes = new TextEncoder().encode(await response.text());
  const text = new TextDecoder('latin1').decode(bytes);
  return { length: bytes.length, idAt: text.indexOf('\n\n') };
}

describe('a connection that is cut', () => {
  for (const eventIds of [true, false]) {
    const ids = eventIds ? 'with event ids' : 'without event ids';

    it(`is taken up again from every byte, ${ids}: nothing is lost, nothing comes twice`, async () => {
      const played = { recording: 'function-call-turn-1', eventIds } as const;
      const whole = shownOf((await play(played)).interaction);
      const { length, idAt } = await measure(played);
      expect(length).toBeGreaterThan(1500);
      for (let bytes = 0; bytes < length; bytes += 1) {
        const how = bytes % 2 === 0 ? 'close' : 'break';
        const { interaction, asked } = await play(played, ({ action }) =>
          action === 'create' ? { type: 'cut_at', bytes, how } : undefined,
        );
        if (bytes >= idAt) {
          expect(shownOf(interaction), `cut at ${bytes}`).toEqual(whole);
        } else {
          expect(interaction, `cut at ${bytes}`).toMatchObject({ outcome: 'truncated', steps: [] });
          expect(asked).toHaveLength(1);
        }
      }
    }, 120_000);

    it(`is taken up again as often as it is cut, wherever that is, ${ids}`, async () => {
      const names = ['grounded-answer', 'tool-agent', 'audio', 'unknown-things', 'parallel-function-calls'] as const;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...names),
          fc.array(fc.record({ at: fc.integer({ min: 0, max: 1000 }).map((at) => at / 1000), breaks: fc.boolean() }), {
            minLength: 1,
            maxLength: 5,
          }),
          fc.nat({ max: 3 }),
          async (recording, cuts, repeat) => {
            const played = { recording, eventIds };
            const whole = shownOf((await play(played)).interaction);
            const { length, idAt } = await measure(played);
            const { interaction, asked } = await play(played, ({ action, attempt }) => {
              const cut = cuts[action === 'create' ? 0 : attempt + 1];
              if (!cut) return [{ type: 'repeat', events: repeat }];
              const least = action === 'create' ? idAt : 0;
              const bytes = least + Math.floor(cut.at * (length - least));
              return [
                { type: 'repeat', events: repeat },
                { type: 'cut_at', bytes, how: cut.breaks ? 'break' : 'close' },
              ];
            });
            expect(shownOf(interaction)).toEqual(whole);
            expect(asked.length).toBeLessThanOrEqual(cuts.length + 1);
          },
        ),
        { numRuns: 40 },
      );
    }, 120_000);
  }

  it('is taken up again when the server sends all of it once more although it was asked for the rest', async () => {
    const played = { recording: 'grounded-answer', eventIds: true } as const;
    const whole = shownOf((await play(played)).interaction);
    const { length } = await measure(played);
    const { interaction } = await play(played, ({ action }) =>
      action === 'create' ? { type: 'cut_at', bytes: length / 2 } : { type: 'ignore_last_event_id' },
    );
    expect(shownOf(interaction)).toEqual(whole);
  });

  it('keeps all that had arrived, and can be sent again, where nothing is stored', async () => {
    const played = { recording: 'grounded-answer', store: false } as const;
    const whole = (await play(played)).interaction;
    const wholeText = lastTextOf(whole);
    const { length } = await measure(played);
    for (let cut = 0.02; cut < 0.98; cut += 0.05) {
      let isFirst = true;
      const { store, asked, interaction } = await play(played, () => {
        if (!isFirst) return undefined;
        isFirst = false;
        return { type: 'cut_at', bytes: Math.floor(length * cut), how: cut > 0.5 ? 'break' : 'close' };
      });
      expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'network', retryable: true } });
      expect(wholeText.startsWith(lastTextOf(interaction))).toBe(true);
      expect(asked).toHaveLength(1);
      await thread(store).retry();
      expect(thread(store).interactions).toHaveLength(1);
      expect(shownOf(lastOf(store))).toEqual(shownOf(whole));
    }
  });
});

describe('a dropped connection', () => {
  it.each([
    ['Safari', new TypeError('Load failed')],
    ['Chromium', new TypeError('network error')],
    [
      'undici after five silent minutes',
      Object.assign(new TypeError('terminated'), { cause: new Error('Body Timeout Error') }),
    ],
  ])('is one in the words of %s', async (_, reason) => {
    const { store, asked } = serverThread({}, { params: { labels: { recording: 'thinking' } } });
    const { transport } = store.getOptions();
    let isFirst = true;
    store.setOptions({
      ...store.getOptions(),
      transport: {
        get: (id, options) => transport!.get!(id, options),
        async create(params, options) {
          const response = (await transport!.create(params, options)) as Response;
          return isFirst
            ? ((isFirst = false), new Response(failingAfter(response.body!, 3, reason), response))
            : response;
        },
      },
    });
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it.each(['deadline_exceeded', 'gateway_timeout'])(
    'is an agent’s time limit, written into the stream as %s',
    async (code) => {
      const whole = shownOf((await play({ recording: 'deep-research', eventIds: true })).interaction);
      for (const type of ['bare_error_array_after', 'bare_error_after', 'error_after'] as const) {
        const { interaction, asked } = await play({ recording: 'deep-research', eventIds: true }, ({ action }) =>
          action === 'create' ? { type, events: 6, code } : undefined,
        );
        expect(shownOf(interaction)).toEqual(whole);
        expect(asked).toHaveLength(2);
      }
    },
  );

  it('is final when a time limit is said again at once, with nothing new before it', async () => {
    const { interaction, asked } = await play({ recording: 'mid-stream-error' });
    expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'api', code: 'gateway_timeout' } });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('is not any other error in the stream', async () => {
    const { interaction, asked } = await play({ recording: 'thinking' }, () => ({
      type: 'error_after',
      events: 4,
      code: 'api_error',
    }));
    expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'api', code: 'api_error' } });
    expect(asked).toHaveLength(1);
  });

  it('goes to reconnecting, keeps its text on screen all the while, and is open again', async () => {
    const { store } = serverThread(
      { faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events: 12 } : undefined) },
      { params: { labels: { recording: 'grounded-answer' } } },
    );
    const seen: string[] = [];
    let shown = 0;
    store.subscribe(({ connection, interactions }) => {
      if (seen.at(-1) !== connection) seen.push(connection);
      const length = interactions.flatMap(({ steps }) => steps.map(({ step }) => JSON.stringify(step).length)).length;
      expect(length).toBeGreaterThanOrEqual(shown);
      shown = length;
    });
    await thread(store).send('Go.');
    expect(seen).toEqual(['connecting', 'open', 'reconnecting', 'open', 'closed']);
  });

  it('that cannot be had again is truncated: the interaction is gone', async () => {
    const { store, asked } = serverThread(
      {
        faults: ({ action }) =>
          action === 'create'
            ? { type: 'cut_after', events: 8 }
            : { type: 'http_error', status: 404, code: 'not_found' },
      },
      { params: { labels: { recording: 'grounded-answer' } } },
    );
    const interaction = await thread(store).send('Go.');
    expect(interaction).toMatchObject({
      outcome: 'truncated',
      error: { type: 'network', retryable: true, status: 404 },
    });
    expect(interaction.error?.message).toMatch(/could not be taken up again/);
    expect(interaction.steps.length).toBeGreaterThan(0);
    expect(asked).toHaveLength(2);
  });

  it('is given up after as many attempts as are allowed, and what had arrived is kept', async () => {
    const { store, asked } = serverThread(
      { faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events: 8 } : { type: 'unreachable' }) },
      { params: { labels: { recording: 'grounded-answer' } }, reconnect: { attempts: 3, delay: 0 } },
    );
    const interaction = await thread(store).send('Go.');
    expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'network' } });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET']);
    expect(interaction.steps.length).toBeGreaterThan(0);
  });

  it('counts its attempts anew with all that comes', async () => {
    const { interaction, asked } = await play({ recording: 'grounded-answer', eventIds: true }, () => ({
      type: 'cut_after',
      events: 2,
    }));
    expect(interaction).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(asked.length).toBeGreaterThan(10);
  });

  it('is left alone with reconnect: false, and can be taken up by hand', async () => {
    const { store, asked } = serverThread(
      { eventIds: true, faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events: 9 } : undefined) },
      { params: { labels: { recording: 'grounded-answer' } }, reconnect: false },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'truncated' });
    expect(asked).toHaveLength(1);
    expect(store.canResume()).toBe(true);
    expect(await thread(store).resume()).toMatchObject({ outcome: 'finished', status: 'completed', error: undefined });
    const whole = (await play({ recording: 'grounded-answer', eventIds: true })).interaction;
    expect(shownOf(lastOf(store))).toEqual(shownOf(whole));
    expect(lastOf(store).steps.every(({ status }) => status === 'done')).toBe(true);
    expect(store.canResume()).toBe(false);
  });
});

describe('a request that comes too early', () => {
  it('is sent again by itself: a rate limit with Retry-After, an overloaded service', async () => {
    for (const fault of [
      { type: 'http_error', status: 429, code: 'rate_limit_exceeded', retryAfter: 0 },
      { type: 'http_error', status: 503 },
    ] as const) {
      const { interaction, asked } = await play({ recording: 'thinking' }, ({ attempt }) =>
        attempt < 2 ? fault : undefined,
      );
      expect(interaction).toMatchObject({ outcome: 'finished' });
      expect(asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
    }
  });

  it('is given up after three more', async () => {
    const { interaction, asked } = await play({ recording: 'thinking' }, () => ({ type: 'http_error', status: 503 }));
    expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'http', status: 503, retryable: true } });
    expect(asked).toHaveLength(4);
  });

  it.each([401, 500, 400])('is for the reader to send again after HTTP %i', async (status) => {
    const { interaction, asked } = await play({ recording: 'thinking' }, () => ({ type: 'http_error', status }));
    expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'http', status } });
    expect(asked).toHaveLength(1);
  });

  it('does not wait for a server that says to come back in an hour', async () => {
    const { interaction, asked } = await play({ recording: 'thinking' }, () => ({
      type: 'http_error',
      status: 429,
      code: 'rate_limit_exceeded',
      retryAfter: 3600,
    }));
    expect(interaction).toMatchObject({ outcome: 'error', error: { retryAfter: 3_600_000 } });
    expect(asked).toHaveLength(1);
  });
});

function lastTextOf(interaction: Parameters<typeof shownOf>[0]): string {
  return interaction.steps
    .flatMap(({ step }) => ('content' in step ? step.content : []))
    .map((item) => (item as { text?: string }).text ?? '')
    .join('');
}

/** A body that breaks after so many chunks. */
function failingAfter(body: ReadableStream<Uint8Array>, chunks: number, reason: unknown): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let left = chunks;
  return new ReadableStream({
    async pull(controller) {
      const { value } = await reader.read();
      if (left-- <= 0) controller.error(reason);
      else controller.enqueue(value!);
    },
  });
}
