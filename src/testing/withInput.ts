import type { Step } from '../protocol/Step.ts';
import { readFrame, sseFrame } from './sseFrames.ts';

/**
 * Rewrites the frames of a stream so that the input's steps come first, as `include_input=true` asks for: they follow
 * the first frame (`interaction.created`), and every later index counts on.
 */
export function withInput(input: readonly Step[]): (frame: string, position: number) => string {
  if (input.length === 0) return (frame) => frame;
  const inputFrames = input.flatMap((step, index) => [
    sseFrame('step.start', JSON.stringify({ index, step, event_type: 'step.start' })),
    sseFrame('step.stop', JSON.stringify({ index, event_type: 'step.stop' })),
  ]);
  return (frame, position) => {
    const value = readFrame(frame);
    const index = value?.['index'];
    const shifted =
      typeof index === 'number'
        ? frame.replace(/^data:.*$/m, () => `data: ${JSON.stringify({ ...value, index: index + input.length })}`)
        : frame;
    return position === 0 ? [shifted, ...inputFrames].join('') : shifted;
  };
}
