import { useEffect, useState } from 'react';
import type { Session } from './createSession.ts';
import { timelineTimes } from './timelinePlaces.ts';
import type { TapeRow } from './tape/Tape.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 16] as const;

/** Milliseconds for each row of a tape on which all came at once. */
const EVEN = 40;

interface Playback {
  isPlaying: boolean;
  /** 1: as it came. */
  speed: number;
  /** Plays on from the position, at the end from the beginning; or pauses. */
  toggle: () => void;
  setSpeed: (speed: number) => void;
}

/** Plays a tape as it came, faster or slower. Whoever scrubs meanwhile goes on from there. */
export function usePlayback({ tape, store, scrub }: Session): Playback {
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(1);

  useEffect(() => {
    if (!isPlaying) return;
    const { id } = tape.getView();
    let shown: number | undefined;
    let time = 0;
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const { rows, ...view } = tape.getView();
      const { at } = store.getState().settings;
      if (view.id !== id || at === undefined) return setIsPlaying(false);
      const times = playTimes(rows);
      time = at === shown ? time + (now - last) * speed : (times[at - 1] ?? 0);
      last = now;
      shown = at;
      while ((times[shown] ?? Infinity) <= time) shown += 1;
      if (shown !== at) scrub(shown);
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, speed, tape, store, scrub]);

  const toggle = () => {
    const { rows } = tape.getView();
    if (rows.length === 0) return;
    if (!isPlaying && store.getState().settings.at === undefined) scrub(0);
    setIsPlaying(!isPlaying);
  };
  return { isPlaying, speed, toggle, setSpeed };
}

function playTimes(rows: readonly TapeRow[]): readonly number[] {
  const times = timelineTimes(rows);
  return times.at(-1) ? times : rows.map((_, at) => at * EVEN);
}
