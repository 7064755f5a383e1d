/**
 * How much is read of a stream, and how much of it is drawn at once. Ordinary answers stay far below all of these: they are
 * there for those that would fill the memory of a page, or stop it for seconds. A limit that is met says so to the reader
 * and loses nothing that had arrived.
 *
 * Whole numbers from 1 up; `Infinity` for no limit. Anything else leaves the default.
 */
export interface InteractionLimits {
  /** The longest event, or answer that is not streamed, in UTF-16 units. Default 134,217,728. */
  eventLength?: number;
  /** How much is read of one connection, in bytes. Default 268,435,456, which is 256 MiB. */
  streamBytes?: number;
  /** How many steps an interaction may have. Default 20,000. */
  steps?: number;
  /** How deep arguments and JSON answers may nest. Deeper ones are shown as text, and the function is not run. Default 512. */
  jsonDepth?: number;
  /** How much of a text is drawn, in UTF-16 units: of an answer, a thought, a transcript, a question. Default 600,000. */
  textLength?: number;
  /** The same of a text or of raw JSON in a card. Default 20,000. */
  detailLength?: number;
  /** How many rows are drawn of a list or table in a card, and of the sources under an answer. Default 100. */
  entries?: number;
  /** How many content items are drawn of a step: texts, images, files. Default 1,000. */
  contentItems?: number;
  /** How many annotations are drawn of a text: marks of citations, words of a transcript. Default 20,000. */
  annotations?: number;
}

/** Where nobody says otherwise. */
export const defaultLimits: Readonly<Required<InteractionLimits>> = {
  eventLength: 134_217_728,
  streamBytes: 268_435_456,
  steps: 20_000,
  jsonDepth: 512,
  textLength: 600_000,
  detailLength: 20_000,
  entries: 100,
  contentItems: 1000,
  annotations: 20_000,
};

/** Limits with those filled in that are left out, or make no sense. */
export function limitsOf(
  own: InteractionLimits = {},
  others: Readonly<Required<InteractionLimits>> = defaultLimits,
): Readonly<Required<InteractionLimits>> {
  const limits = { ...others };
  for (const name of Object.keys(defaultLimits) as (keyof InteractionLimits)[]) {
    const value = own[name];
    if (typeof value === 'number' && value >= 1) limits[name] = Math.floor(value);
  }
  return limits;
}
