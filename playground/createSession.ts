import {
  createInteractionStore,
  type InteractionInput,
  type InteractionState,
  type InteractionStore,
  type InteractionStreamOptions,
  type ThreadState,
} from '../src/core.ts';
import { createPlaygroundStore, type PlaygroundStore } from './createPlaygroundStore.ts';
import { createPlaygroundTransport, RECORDING_LABEL } from './createPlaygroundTransport.ts';
import { createRenderCounter, type RenderCounter } from './createRenderCounter.ts';
import { createDemoFunctions, demoTools, learnFunction } from './demoFunctions.ts';
import { RECORDINGS } from './recordingInfo.ts';
import { formatSettings } from './settings.ts';
import { createTape, type Tape } from './tape/createTape.ts';
import { createTapedTransport } from './tape/createTapedTransport.ts';
import { createTapeFolder } from './tape/createTapeFolder.ts';
import { formatTape } from './tape/formatTape.ts';
import { packText, unpackText } from './tape/packText.ts';
import { isTape, readTape } from './tape/readTape.ts';
import type { TapeEnd } from './tape/Tape.ts';

/** All that the page is about, apart from how it looks. */
export interface Session {
  readonly store: PlaygroundStore;
  readonly tape: Tape;
  readonly renders: RenderCounter;
  /** The thread that streams. */
  readonly thread: InteractionStore;
  /** The thread of the moment that `settings.at` names; of the last one that it named, if it names none. */
  readonly moment: InteractionStore;
  /** The thread after so many events of the tape, and before the last of them: what it did not touch is the same object. */
  stepAt(count: number): { before: ThreadState; after: ThreadState };
  send(input: InteractionInput): void;
  /** Plays one of the recordings, or one of the reader's own by its name. */
  play(name: string, pace?: number): void;
  /** Opens a file: one that was saved here as it was, any other stream by playing it. */
  open(name: string, text: string): void;
  /** Shows so many events of the tape; as many as it has: all, and those that come. */
  scrub(count: number): void;
  /** Puts the tape into the settings. Resolves to the URL that opens it here; to nothing if it is too long for one. */
  link(): Promise<string | undefined>;
  /** Opens what the settings name: a tape in a link, or a recording. */
  openLink(): void;
  clear(): void;
}

export function createSession(): Session {
  const store = createPlaygroundStore();
  const tape = createTape();
  const renders = createRenderCounter();
  const transport = createPlaygroundTransport(store);
  const taped = createTapedTransport(transport, tape, () => thread.getState().interactions);
  const thread = createInteractionStore(optionsFor(store.getState().settings.functions));
  const moment = createInteractionStore();
  const fold = createTapeFolder();
  const change = store.getState().change;

  function optionsFor(mode: 'auto' | 'ask' | 'manual'): InteractionStreamOptions {
    const functions = createDemoFunctions(mode);
    return {
      transport: taped,
      functions,
      reconnect: { attempts: 3, delay: 150 },
      params: functions ? undefined : { tools: demoTools },
      onEvent: (event) => learnFunction(functions, event),
      onFinish: (interaction) => tape.close(endOf(interaction)),
    };
  }

  function stepAt(count: number) {
    const view = tape.getView();
    const before = fold(view, Math.min(count, view.rows.length) - 1);
    return { before, after: fold(view, count) };
  }

  function showMoment() {
    const { at } = store.getState().settings;
    if (at !== undefined) moment.setState(withoutClock(stepAt(at).after));
  }

  store.subscribe(({ settings }, before) => {
    if (settings.functions !== before.settings.functions) thread.setOptions(optionsFor(settings.functions));
    if (settings.at !== before.settings.at) showMoment();
  });
  tape.subscribe(showMoment);
  thread.subscribe(({ decisions }, before) => {
    if (decisions !== before.decisions) tape.decide(decisions);
  });

  function clear() {
    thread.getState().clear();
    tape.clear();
    renders.reset();
  }

  function play(name: string, pace?: number) {
    const known = Object.entries(RECORDINGS).find(([recording]) => recording === name)?.[1];
    change(known ? { recording: name, backend: 'embedded', tape: undefined } : { tape: undefined });
    clear();
    const labels = { [RECORDING_LABEL]: name, ...(pace !== undefined && { pace: String(pace) }) };
    void thread.getState().send(known?.prompt ?? name, { labels });
  }

  function openTape(text: string) {
    clear();
    readTape(tape, text);
    transport.forget();
    thread.setState(fold(tape.look(), Number.POSITIVE_INFINITY));
  }

  return {
    store,
    tape,
    renders,
    thread,
    moment,
    clear,
    stepAt,
    send(input) {
      change({ recording: undefined, at: undefined, tape: undefined });
      void thread.getState().send(input);
    },
    play(name, pace) {
      change({ at: undefined });
      play(name, pace);
    },
    open(name, text) {
      store.getState().addRecording(name, text);
      change({ recording: undefined, at: undefined, tape: undefined });
      if (isTape(text)) openTape(text);
      else play(name);
    },
    scrub(count) {
      change({ at: count >= tape.look().rows.length ? undefined : Math.max(0, count) });
    },
    async link() {
      const packed = await packText(await formatTape(tape.look()).text());
      if (packed === undefined) return undefined;
      change({ tape: packed });
      return new URL(`#${formatSettings(store.getState().settings)}`, location.href).href;
    },
    openLink() {
      const { recording, at, tape: packed } = store.getState().settings;
      if (packed !== undefined) {
        void unpackText(packed).then(openTape, () => change({ tape: undefined, at: undefined }));
      } else if (recording !== undefined) play(recording, at === undefined ? undefined : 0);
    },
  };
}

/** A step that was under way at some moment is under way no longer: nothing is to count how long by now. */
function withoutClock(thread: ThreadState): ThreadState {
  const interactions = thread.interactions.map((interaction) => {
    if (interaction.outcome !== 'running') return interaction;
    const steps = interaction.steps.map((entry) =>
      entry.status === 'streaming' ? { ...entry, startedAt: undefined } : entry,
    );
    return { ...interaction, steps };
  });
  return { ...thread, interactions };
}

function endOf({ outcome, status, error }: InteractionState): TapeEnd {
  if (outcome === 'stopped') return 'stopped';
  return status === 'cancelled' ? 'cancelled' : (error ?? 'ended');
}
