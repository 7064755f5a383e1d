import { type BlobFault, type BlobSource, toBlob } from './BlobSource.ts';

/** How long a blob outlives its last user, in ms: a remount or a look at another branch decodes nothing anew. */
export const BLOB_GRACE = 5_000;

/** A blob on the page: one for each payload, however many components show it. */
interface SharedBlob {
  /** The base64; `''` once the blob is gone, so that what remembers it keeps no megabytes and finds it no more. */
  data: string;
  readonly kind: string;
  readonly outcome: BlobUrl;
  users: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** A `blob:` URL, or why there is none. Neither where there are no such URLs at all, as in jsdom. */
export interface BlobUrl {
  url?: string;
  fault?: BlobFault;
}

/** By kind, length and ends of the payload; payloads that have these in common are told apart by comparing them. */
const blobs = new Map<string, SharedBlob[]>();

/** Content items whose blob was found before: megabytes are compared once an item, not once a render. */
const found = new WeakMap<object, SharedBlob>();

/** What the payload has become, if a component on the page shows it or lately did. Cheap. */
export function findBlob(source: BlobSource): BlobUrl | undefined {
  return find(source)?.outcome;
}

/**
 * Makes the payload's blob, or takes part in the one that is there. It is kept until everyone who took it has let it go,
 * and a little longer.
 *
 * @returns Lets it go. A second call does nothing.
 */
export function takeBlob(source: BlobSource): () => void {
  const blob = find(source) ?? add(source);
  blob.users += 1;
  clearTimeout(blob.timer);
  let taken = true;
  return () => {
    if (!taken) return;
    taken = false;
    blob.users -= 1;
    if (blob.users === 0) blob.timer = setTimeout(() => remove(blob), BLOB_GRACE);
  };
}

function find(source: BlobSource): SharedBlob | undefined {
  const kind = kindOf(source);
  const isIt = (blob: SharedBlob | undefined) => blob?.kind === kind && blob.data === source.data;
  const known = found.get(source.item);
  if (known && isIt(known)) return known;
  const blob = blobs.get(keyOf({ data: source.data, kind }))?.find(isIt);
  if (blob) found.set(source.item, blob);
  else found.delete(source.item);
  return blob;
}

function add(source: BlobSource): SharedBlob {
  const made = toBlob(source);
  const outcome = typeof made === 'string' ? { fault: made } : { url: URL.createObjectURL?.(made) };
  const blob: SharedBlob = { data: source.data, kind: kindOf(source), outcome, users: 0 };
  const key = keyOf(blob);
  blobs.set(key, [...(blobs.get(key) ?? []), blob]);
  found.set(source.item, blob);
  return blob;
}

function remove(blob: SharedBlob): void {
  const key = keyOf(blob);
  const others = blobs.get(key)?.filter((other) => other !== blob) ?? [];
  if (others.length > 0) blobs.set(key, others);
  else blobs.delete(key);
  blob.data = '';
  if (blob.outcome.url !== undefined) URL.revokeObjectURL(blob.outcome.url);
}

function keyOf({ data, kind }: Pick<SharedBlob, 'data' | 'kind'>): string {
  return `${kind} ${data.length} ${data.slice(0, 32)} ${data.slice(-32)}`;
}

function kindOf({ type, pcm }: BlobSource): string {
  return pcm ? `${type};rate=${pcm.rate};channels=${pcm.channels}` : type;
}
