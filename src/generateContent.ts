/** Streams of the older `generateContent` API, as interaction events: for apps that have not migrated. */

export { fromGenerateContent } from './bridges/generateContent/fromGenerateContent.ts';
export type {
  GenerateContentCandidate,
  GenerateContentChunk,
  GenerateContentSource,
} from './bridges/generateContent/GenerateContentChunk.ts';
