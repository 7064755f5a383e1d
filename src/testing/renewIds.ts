import { readFrame } from './sseFrames.ts';

/**
 * Gives a recorded stream the ids of a new interaction, since on the wire no two are alike: `interactionId` for the
 * first interaction, a fresh id for each later hop and for each function call. All other bytes stay as they are, and so
 * do empty ids. With an empty `interactionId`, as for `store: false`, every interaction's id becomes empty.
 */
export function renewIds(frames: readonly string[], interactionId: string): string[] {
  const fresh = new Map<string, string>();
  for (const value of frames.map(readFrame)) {
    const id = interactionIdOf(value);
    if (id && !fresh.has(id)) fresh.set(id, fresh.size === 0 || interactionId === '' ? interactionId : newId('v1_'));
  }
  for (const value of frames.map(readFrame)) {
    const id = functionCallIdOf(value);
    if (id && !fresh.has(id)) fresh.set(id, newId('call_').slice(0, 13));
  }
  return frames.map((frame) => {
    let renewed = frame;
    for (const [from, to] of fresh) renewed = renewed.replaceAll(JSON.stringify(from), JSON.stringify(to));
    return renewed;
  });
}

/** An id that nothing else has. */
export function newId(prefix: string): string {
  return prefix + crypto.randomUUID().replaceAll('-', '');
}

type Fields = { [key: string]: unknown } | undefined;

function interactionIdOf(value: Fields): string | undefined {
  const id = (value?.['interaction'] as Fields)?.['id'] ?? value?.['interaction_id'];
  return typeof id === 'string' ? id : undefined;
}

function functionCallIdOf(value: Fields): string | undefined {
  const step = value?.['step'] as Fields;
  return step?.['type'] === 'function_call' && typeof step['id'] === 'string' ? step['id'] : undefined;
}
