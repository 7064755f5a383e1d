/**
 * One chunk of a `generateContentStream`, or the whole answer of `generateContent`, in the REST API's own words: what
 * `@google/genai` yields can be given as it is. Only what is read is named, and nothing is taken for granted.
 */
export interface GenerateContentChunk {
  candidates?: readonly GenerateContentCandidate[];
  promptFeedback?: { blockReason?: string; blockReasonMessage?: string };
  /** The running total of its request. */
  usageMetadata?: object;
  modelVersion?: string;
  responseId?: string;
  /** ISO 8601. */
  createTime?: string;
}

/** One of the answers that were asked for. */
export interface GenerateContentCandidate {
  content?: { role?: string; parts?: readonly object[] };
  finishReason?: string;
  finishMessage?: string;
  groundingMetadata?: object;
  urlContextMetadata?: object;
  citationMetadata?: object;
}

/** One of the `contents` of a request, in the REST API's own words. */
export interface GenerateContentTurn {
  /** Whose it is. */
  role: 'user' | 'model';
  /** What was said, in order. */
  parts: object[];
}

/** Everything that {@link GenerateContentChunk}s can be read from. */
export type GenerateContentSource =
  Response | ReadableStream<Uint8Array> | AsyncIterable<GenerateContentChunk> | GenerateContentChunk;
