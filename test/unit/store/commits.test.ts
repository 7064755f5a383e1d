// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStoreState } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { frameScheduler } from '../../../src/store/thread/frameScheduler.ts';
import { throttleScheduler } from '../../../src/store/thread/throttleScheduler.ts';
import { completed, created, error, start, statusUpdate, stop, text } from './events.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  lastTexts,
  manualFrames,
  openStream,
  recordingTransport,
  respond,
  settle,
  thread,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

/** A running thread whose frames and bytes come when the test says so, and every state that it commits. */
async function running() {
  const frames = manualFrames();
  const open = openStream();
  const { transport } = recordingTransport(respond(open.stream));
  const store = createInteractionStore({ transport, scheduler: frames.scheduler });
  const sent = thread(store).send('Hi');
  await settle();
  const commits: InteractionStoreState[] = [];
  store.subscribe((state) => commits.push(state));
  const arrive = async (...events: { event_type: string }[]) => {
    for (const event of events) open.write([event]);
    await settle();
  };
  return { frames, open, store, sent, commits, arrive };
}

const finish = async (store: InteractionStore, sent: Promise<unknown>) => {
  thread(store).stop();
  await sent;
};

describe('events between two frames', () => {
  it('become one commit, however many they are and in however many chunks they come', async () => {
    const { frames, store, sent, commits, arrive } = await running();
    await arrive(created(), start(0, 'model_output'), ...Array.from({ length: 500 }, () => text(0, 'a')));
    await arrive(...Array.from({ length: 500 }, () => text(0, 'b')));
    expect(commits).toHaveLength(0);
    expect(frames.waiting).toBe(1);
    frames.next();
    expect(commits).toHaveLength(1);
    expect(lastTexts(store)).toEqual(['a'.repeat(500) + 'b'.repeat(500)]);
    frames.next();
    expect(commits).toHaveLength(1);
    await arrive(text(0, 'c'));
    frames.next();
    expect(commits).toHaveLength(2);
    expect(commits[1]?.interactions[0]?.input).toBe(commits[0]?.interactions[0]?.input);
    await finish(store, sent);
  });

  it.each([
    ['interaction.completed', completed()],
    ['an error', error('api_error', 'Oops.')],
  ])('do not wait where one of them is %s', async (_, last) => {
    const { frames, store, sent, commits, arrive } = await running();
    await arrive(created(), start(0, 'model_output'), text(0, 'Hi'));
    expect(commits).toHaveLength(0);
    await arrive(last);
    expect(commits).toHaveLength(1);
    expect(lastTexts(store)).toEqual(['Hi']);
    expect(lastOf(store).outcome).not.toBe('running');
    expect(frames.waiting).toBe(0);
    await finish(store, sent);
  });

  it('are all there when the stream ends', async () => {
    const { frames, open, sent, commits, arrive } = await running();
    await arrive(created(), start(0, 'model_output'), text(0, 'Hi'));
    open.close();
    expect(await sent).toMatchObject({ outcome: 'truncated', steps: [{ step: { content: [{ text: 'Hi' }] } }] });
    expect(commits.length).toBeLessThanOrEqual(2);
    expect(frames.waiting).toBe(0);
  });

  it('leave the entries alone that they do not touch', async () => {
    const { frames, store, sent, arrive } = await running();
    await arrive(created(), start(0, 'thought'), stop(0), start(1, 'model_output'), text(1, 'a'));
    frames.next();
    const before = lastOf(store);
    await arrive(text(1, 'b'));
    frames.next();
    expect(lastOf(store).steps[0]).toBe(before.steps[0]);
    expect(lastOf(store).steps[1]).not.toBe(before.steps[1]);
    await finish(store, sent);
  });

  it('are in time order: the first and last of the thread, and of each step', async () => {
    let time = 100;
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream));
    const frames = manualFrames();
    const store = createInteractionStore({ transport, scheduler: frames.scheduler, now: () => time });
    const sent = thread(store).send('Hi');
    await settle();
    for (const event of [created(), start(0, 'thought'), stop(0), completed()]) {
      time += 10;
      open.write([event]);
      await settle();
      frames.next();
    }
    open.close();
    expect(await sent).toMatchObject({ startedAt: 110, stoppedAt: 140, steps: [{ startedAt: 120, stoppedAt: 130 }] });
  });
});

describe('throttle', () => {
  afterEach(() => vi.useRealTimers());

  it('leaves its time between two commits, then waits for the frame; nothing is lost, and an end does not wait', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const frames = manualFrames();
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream));
    const store = createInteractionStore({ transport, scheduler: frames.scheduler, throttle: 50 });
    const sent = thread(store).send('Hi');
    const commits: number[] = [];
    const arrive = async (...events: { event_type: string }[]) => {
      open.write(events);
      await vi.advanceTimersByTimeAsync(0);
    };
    await vi.advanceTimersByTimeAsync(0);
    store.subscribe(() => commits.push(Date.now()));

    await arrive(created(), start(0, 'model_output'), text(0, 'a'));
    expect(frames.waiting).toBe(1);
    frames.next();
    expect(lastTexts(store)).toEqual(['a']);
    await arrive(text(0, 'b'));
    await vi.advanceTimersByTimeAsync(40);
    await arrive(text(0, 'c'));
    expect(frames.waiting).toBe(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(frames.waiting).toBe(1);
    frames.next();
    expect(lastTexts(store)).toEqual(['abc']);
    expect(commits).toHaveLength(2);

    store.setOptions({ transport, throttle: 1000 });
    await arrive(text(0, 'd'));
    await vi.advanceTimersByTimeAsync(900);
    expect(frames.waiting).toBe(0);
    await arrive(stop(0), completed());
    expect(lastTexts(store)).toEqual(['abcd']);
    expect(lastOf(store).outcome).toBe('finished');
    await vi.advanceTimersByTimeAsync(5000);
    expect((await sent).outcome).toBe('finished');
    expect(frames.waiting).toBe(0);
  });

  it('holds nothing up for a clock that is set back, for no number, and for a thread that waits', () => {
    let time = 1000;
    let interval = 50;
    const frames = manualFrames();
    const scheduler = throttleScheduler(
      frames.scheduler,
      () => interval,
      () => time,
    );
    const flush = vi.fn();
    const commit = () => (scheduler.schedule(flush), frames.next());
    commit();
    time += 50;
    commit();
    expect(flush).toHaveBeenCalledTimes(2);
    interval = Number.NaN;
    commit();
    interval = -5;
    commit();
    expect(flush).toHaveBeenCalledTimes(4);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    interval = 50;
    time -= 60_000;
    scheduler.schedule(flush);
    vi.advanceTimersByTime(50);
    frames.next();
    expect(flush).toHaveBeenCalledTimes(5);
    scheduler.schedule(flush)();
    vi.advanceTimersByTime(5000);
    expect(frames.waiting).toBe(0);
  });
});

describe('the frame scheduler', () => {
  afterEach(() => vi.useRealTimers());

  it('flushes once after the task where there are no frames, and not when it is called off', async () => {
    vi.stubGlobal('requestAnimationFrame', undefined);
    const [flush, calledOff] = [vi.fn(), vi.fn()];
    frameScheduler.schedule(flush);
    frameScheduler.schedule(calledOff)();
    expect(flush).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(flush).toHaveBeenCalledTimes(1));
    expect(calledOff).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  it('flushes once a frame, and not when it is called off', () => {
    vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'] });
    const flush = vi.fn();
    frameScheduler.schedule(flush);
    expect(flush).not.toHaveBeenCalled();
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(1000);
    expect(flush).toHaveBeenCalledTimes(1);
    frameScheduler.schedule(flush)();
    vi.advanceTimersByTime(1000);
    expect(flush).toHaveBeenCalledTimes(1);
  });

  it('does not wait for ever in a tab that is hidden and draws no frames', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('requestAnimationFrame', () => 0);
    vi.stubGlobal('cancelAnimationFrame', () => {});
    const flush = vi.fn();
    frameScheduler.schedule(flush);
    vi.advanceTimersByTime(249);
    expect(flush).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(flush).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
  });
});

describe('a connection that stays open after the end', () => {
  afterEach(() => vi.useRealTimers());

  /** A thread at which the events have arrived, on a connection that nobody closes. */
  async function hanging(...events: { event_type: string }[]) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream));
    const store = createInteractionStore({ transport, scheduler: { schedule: (flush) => (flush(), () => {}) } });
    const sent = thread(store).send('Hi');
    open.write(events);
    await vi.waitFor(() => expect(lastOf(store).status).not.toBe('idle'));
    return { open, store, sent };
  }

  it('is closed a second after interaction.completed', async () => {
    const { open, store, sent } = await hanging(created(), completed());
    await vi.advanceTimersByTimeAsync(900);
    expect(thread(store).connection).toBe('open');
    await vi.advanceTimersByTimeAsync(200);
    expect(thread(store).connection).toBe('closed');
    expect((await sent).outcome).toBe('finished');
    expect(open.cancelled).toBe(true);
  });

  it('is closed a second after the last event, where some still come', async () => {
    const { open, store, sent } = await hanging(created(), completed());
    await vi.advanceTimersByTimeAsync(900);
    open.write([start(0, 'google_search_result')]);
    await vi.advanceTimersByTimeAsync(900);
    expect(thread(store).connection).toBe('open');
    await vi.advanceTimersByTimeAsync(200);
    expect((await sent).steps).toHaveLength(1);
  });

  it('is closed later where only a status said that the turn is over, and not where it goes on', async () => {
    const { open, store, sent } = await hanging(created(), statusUpdate('requires_action'));
    await vi.advanceTimersByTimeAsync(5_000);
    open.write([statusUpdate('in_progress')]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(thread(store).connection).toBe('open');
    open.write([statusUpdate('requires_action')]);
    await vi.advanceTimersByTimeAsync(10_100);
    expect(await sent).toMatchObject({ outcome: 'finished', status: 'requires_action' });
  });

  it('is left open for minutes of silence while the interaction runs', async () => {
    const { store, sent } = await hanging(created(), start(0, 'thought'));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(thread(store).connection).toBe('open');
    await finish(store, sent);
  });
});
