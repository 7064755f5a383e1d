/** Streams of the older `generateContent` API as interaction events, and back: for apps that have not migrated. */

export { fromGenerateContent } from './bridges/generateContent/fromGenerateContent.ts';
export { toContents } from './bridges/generateContent/toContents.ts';
export type {
  GenerateContentCandidate,
  GenerateContentChunk,
  GenerateContentSource,
  GenerateContentTurn,
} from './bridges/generateContent/GenerateContentChunk.ts';
