/// <reference types="vite/types/importMeta.d.ts" />

/** The recordings that come with this package, each the bytes of one stream as text. */
export type RecordingName =
  | 'audio'
  | 'code-execution'
  | 'counting'
  | 'deep-research'
  | 'file-search'
  | 'function-call-turn-1'
  | 'function-call-turn-2'
  | 'grounded-answer'
  | 'incomplete'
  | 'interleaved-images'
  | 'maps'
  | 'mcp'
  | 'mid-stream-error'
  | 'migration-dialect'
  | 'parallel-function-calls'
  | 'rtl'
  | 'search-and-function-call'
  | 'thinking'
  | 'tool-agent'
  | 'transcription'
  | 'unknown-things'
  | 'url-context';

const files = import.meta.glob<string>('./recordings/*.sse', { query: '?raw', import: 'default', eager: true });

/**
 * Recorded streams by name: server-sent events exactly as the API frames them, from `interaction.created` to `[DONE]`
 * (or to wherever the recorded connection broke). Feed one to `createReplayTransport`, or let `createInteractionsServer`
 * play it.
 */
export const recordings = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.slice('./recordings/'.length, -'.sse'.length), text]),
) as Readonly<Record<RecordingName, string>>;
