import { DONE_FRAME, eventTypeOf, mapFrame, readFrame, sseFrame } from './sseFrames.ts';
import { shiftIndex } from './withInput.ts';

/**
 * Cuts a stream into hops of so many steps, each a stream of its own: created, its steps with indices from 0, completed.
 * What came before the first step is in the first hop, what came after the last one in the last. `Infinity`: one hop.
 */
export function cutHops(frames: readonly string[], steps: number): string[][] {
  if (steps === Number.POSITIVE_INFINITY) return [[...frames]];
  const created = frames.filter((frame) => eventTypeOf(frame) === 'interaction.created').slice(0, 1);
  const hops: string[][] = [[]];
  for (const frame of frames) {
    const index = Number(readFrame(frame)?.['index'] ?? 0);
    for (let hop = hops.length; hop * steps <= index; hop++) hops.push([...created]);
    hops.at(-1)?.push(shiftIndex(frame, (1 - hops.length) * steps));
  }
  const end = frames.find((frame) => eventTypeOf(frame) === 'interaction.completed') ?? EMPTY_END;
  return hops.map((hop, at) => {
    const isLast = at === hops.length - 1;
    const whole = isLast ? hop : [...hop, withoutUsage(end), DONE_FRAME];
    return whole.map((frame) => withSteps(frame, at * steps, isLast ? undefined : (at + 1) * steps));
  });
}

const EMPTY_END = sseFrame('interaction.completed', '{"interaction":{},"event_type":"interaction.completed"}');

/** The stream of a hop that is not the last: it ends `requires_continuation`, with what the next one is asked with. */
export function endWithToken(frames: readonly string[], continuation_token: string): string[] {
  return frames.map((frame) =>
    eventTypeOf(frame) !== 'interaction.completed'
      ? frame
      : mapInteraction(frame, (interaction) => ({
          ...interaction,
          status: 'requires_continuation',
          continuation_token,
        })),
  );
}

/** The usage is that of all hops: it stays with the last. */
function withoutUsage(frame: string): string {
  return mapInteraction(frame, ({ usage: _, ...interaction }) => interaction);
}

/** Some agents repeat all their steps at the end. A hop has only its own. */
function withSteps(frame: string, start: number, end: number | undefined): string {
  if (!frame.includes('"steps"')) return frame;
  return mapInteraction(frame, (interaction) => {
    const { steps } = interaction;
    return Array.isArray(steps) ? { ...interaction, steps: steps.slice(start, end) } : interaction;
  });
}

type Fields = { [key: string]: unknown };

function mapInteraction(frame: string, change: (interaction: Fields) => Fields): string {
  return mapFrame(frame, (value) => {
    const { interaction } = value;
    return interaction === undefined ? value : { ...value, interaction: change(interaction as Fields) };
  });
}
