import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromGenerateContent } from '../../../../src/bridges/generateContent/fromGenerateContent.ts';
import type {
  GenerateContentChunk,
  GenerateContentSource,
} from '../../../../src/bridges/generateContent/GenerateContentChunk.ts';
import type { Step } from '../../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import type { InteractionState } from '../../../../src/store/state/InteractionState.ts';

/** A stream of `streamGenerateContent?alt=sse`, written after the API's reference. */
export function recording(name: 'function-call' | 'google-search' | 'code-execution'): string {
  return readFileSync(resolve(import.meta.dirname, `../../../../stories/fixtures/generateContent/${name}.sse`), 'utf8');
}

/** The chunks of a recording. */
export function chunksOf(name: Parameters<typeof recording>[0]): GenerateContentChunk[] {
  return recording(name)
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => JSON.parse(frame.slice('data: '.length)) as GenerateContentChunk);
}

/** A chunk with these parts, and what else the candidate says. */
export function chunk(parts: readonly object[], candidate: object = {}): GenerateContentChunk {
  return { candidates: [{ content: { role: 'model', parts }, ...candidate }] };
}

export const text = (words: string) => ({ text: words });
export const STOP = { finishReason: 'STOP' };

export async function* generate(chunks: readonly GenerateContentChunk[]) {
  yield* chunks;
}

/** What a thread makes of a source. */
export async function attached(
  source: GenerateContentSource | Promise<GenerateContentSource>,
): Promise<InteractionState> {
  return createInteractionStore().getState().attach(fromGenerateContent(source));
}

/** What a thread makes of chunks. */
export function folded(...chunks: GenerateContentChunk[]): Promise<InteractionState> {
  return attached(generate(chunks));
}

export const stepsOf = ({ steps }: InteractionState): Step[] => steps.map(({ step }) => step);
export const typesOf = (interaction: InteractionState): string[] => stepsOf(interaction).map(({ type }) => type);
