import { define } from './define.ts';
import type { DraftEntry, InteractionDraft } from './InteractionDraft.ts';
import { isFilled } from './isEmpty.ts';
import { type Item, ownItems } from './ownItems.ts';
import { settleMedia } from './settleMedia.ts';

/** Adds a content item after those that are there; they are whole now. The item's fields are the entry's own from then on. */
export function pushItem(draft: InteractionDraft, entry: DraftEntry, item: Item, field?: 'content' | 'summary'): void {
  settleMedia(entry);
  ownItems(draft, entry, field).push(draft.adopt({ ...item }));
}

/**
 * How much must be pending, as a share of what is joined, to be joined too. Each piece by itself would cost time with the
 * square of the clip's length; a share makes it a few times the length, and what is shown is never far behind.
 */
const JOIN_AT = 0.25;

/**
 * Lays a medium over an entry. It is a new item, unless it plainly goes on with the one before it: that one has no payload
 * yet, or is inline and gets more data without a mime type; audio goes on under the same mime type, too.
 */
export function foldMedia(draft: InteractionDraft, entry: DraftEntry, delta: Item): void {
  const items = ownItems(draft, entry);
  const last = items[items.length - 1];
  if (last?.type !== delta.type || !goesOn(last, delta)) return pushItem(draft, entry, delta);
  const item = (items[items.length - 1] = draft.own(last));
  const { type: _, data, ...rest } = delta;
  for (const [key, value] of Object.entries(rest)) {
    if (isFilled(value)) define(item, key, value);
  }
  if (!isFilled(data)) return;
  if (typeof item.data !== 'string' || item.data === '') {
    item.data = data;
    return;
  }
  entry.pendingData = (entry.pendingData ?? '') + String(data);
  if (entry.pendingData.length >= item.data.length * JOIN_AT) settleMedia(entry);
}

function goesOn(last: Item, delta: Item): boolean {
  if (!isFilled(last.data) && !isFilled(last.uri)) return true;
  if (typeof last.data !== 'string' || isFilled(delta.uri)) return false;
  const isSame = !isFilled(delta.mime_type) || (delta.type === 'audio' && delta.mime_type === last.mime_type);
  return isSame && (typeof delta.data === 'string' || (delta.type === 'audio' && !isFilled(delta.data)));
}
