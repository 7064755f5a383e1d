import { isKnownStep } from '../../protocol/guards.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { isContentType, isMediaType } from '../../protocol/normalizeContent.ts';
import { define } from './define.ts';
import { foldMedia, pushItem } from './foldMedia.ts';
import type { DraftEntry, InteractionDraft } from './InteractionDraft.ts';
import { isEmpty } from './isEmpty.ts';
import { lastIndexWhere } from './lastIndexWhere.ts';
import { listField } from './listField.ts';
import { type Item, ownItems } from './ownItems.ts';

/** The type of the step that a delta without a `step.start` must belong to. */
export function impliedStepType(delta: Wire): string {
  const type = typeof delta.type === 'string' ? delta.type : '';
  if (type === 'thought_summary' || type === 'thought_signature') return 'thought';
  if (type === 'arguments_delta') return 'function_call';
  if (type === 'text_annotation_delta' || type === 'content' || isContentType(type)) {
    return 'model_output';
  }
  return type || 'unknown';
}

/**
 * Lays one delta over an entry of the draft. Total: whatever the delta holds, nothing that was there is lost.
 *
 * @returns Whether this version knows the delta's type.
 */
export function foldDelta(draft: InteractionDraft, entry: DraftEntry, delta: Wire): boolean {
  switch (delta.type) {
    case 'text':
      foldText(draft, entry, delta);
      return true;
    case 'arguments_delta':
      if (typeof delta.arguments !== 'string') return foldFields(draft, entry, { ...delta, type: 'function_call' });
      entry.argumentsText = (entry.argumentsText ?? '') + delta.arguments;
      return true;
    case 'thought':
    case 'thought_summary':
    case 'thought_signature':
      foldThought(draft, entry, delta);
      return true;
    case 'text_annotation_delta':
      foldAnnotations(draft, entry, delta.annotations);
      return true;
    case 'image':
    case 'audio':
    case 'video':
    case 'document':
      foldMedia(draft, entry, delta as Item);
      return true;
    case 'content':
      for (const content of listOf(delta.content)) foldContent(draft, entry, content);
      return true;
    default:
      return foldFields(draft, entry, delta);
  }
}

function foldText(draft: InteractionDraft, entry: DraftEntry, { text, annotations }: Wire): void {
  if (typeof text === 'string') {
    const items = ownItems(draft, entry);
    const last = items[items.length - 1];
    if (last?.type === 'text' && typeof (last.text ?? '') === 'string') {
      const item = (items[items.length - 1] = draft.own(last));
      item.text = ((item.text as string | undefined) ?? '') + text;
    } else {
      pushItem(draft, entry, { type: 'text', text });
    }
  }
  if (annotations !== undefined) foldAnnotations(draft, entry, annotations);
}

/** Annotations belong to the last text item; without one, an empty text item holds them. */
function foldAnnotations(draft: InteractionDraft, entry: DraftEntry, annotations: unknown): void {
  if (!Array.isArray(annotations)) return;
  const isText = (item: Item) => item?.type === 'text';
  if (!ownItems(draft, entry).some(isText)) pushItem(draft, entry, { type: 'text', text: '' });
  const items = ownItems(draft, entry);
  const at = lastIndexWhere(items, isText);
  const item = (items[at] = draft.own(items[at] as Item));
  const own: unknown[] = draft.own(Array.isArray(item.annotations) ? item.annotations : []);
  for (const annotation of annotations) own.push(annotation);
  item.annotations = own;
}

/** Each summary is an entry of its own: its title belongs to it. A signature replaces, unless it is empty. */
function foldThought(draft: InteractionDraft, entry: DraftEntry, { content, text, summary, signature }: Wire): void {
  for (const item of listOf(content ?? text ?? summary)) appendSummary(draft, entry, item);
  if (typeof signature === 'string' && signature !== '') entry.step.signature = signature;
}

function appendSummary(draft: InteractionDraft, entry: DraftEntry, content: unknown): void {
  if (typeof content === 'string') pushItem(draft, entry, { type: 'text', text: content }, 'summary');
  else if (isWire(content)) pushItem(draft, entry, { type: 'text', ...content }, 'summary');
}

/** A wrapped content item: an entry of a thought's summary, else the text or the medium that it is. */
function foldContent(draft: InteractionDraft, entry: DraftEntry, content: unknown): void {
  if (entry.step.type === 'thought') appendSummary(draft, entry, content);
  else if (typeof content === 'string') foldText(draft, entry, { text: content });
  else if (!isWire(content)) return;
  else if (content.type === 'text') foldText(draft, entry, content);
  else if (isMediaType(content.type)) foldMedia(draft, entry, content as Item);
  else pushItem(draft, entry, content as Item);
}

/**
 * Tool deltas assign their fields, key by key; so does a delta of unknown type to a step of unknown type. To a known step
 * an unknown delta only adds: what this version draws is never overwritten by what it does not know. What is empty
 * overwrites nothing.
 */
function foldFields(draft: InteractionDraft, entry: DraftEntry, delta: Wire): boolean {
  const { step } = entry;
  const type = typeof delta.type === 'string' ? delta.type : '';
  const isText = step.type === 'model_output' || step.type === 'user_input' || step.type === 'thought';
  const isKnown = isTool(type) && !isText;
  const mayOverwrite = isKnown || (!isText && !isTool(step.type));
  if (!isKnown && type !== '') {
    const kept = draft.own((entry.unknownDeltas ?? []) as unknown[]);
    kept.push(delta);
    entry.unknownDeltas = kept;
  }
  for (const [key, value] of Object.entries(delta)) {
    if (key === 'type' || value === undefined || (isText && key === listField(step))) continue;
    const before = Object.hasOwn(step, key) ? step[key] : undefined;
    if (before !== undefined && before !== null && (!mayOverwrite || (isEmpty(value) && !isEmpty(before)))) continue;
    const merges = key === 'arguments' && isWire(before) && isWire(value);
    define(step, key, merges ? { ...before, ...value } : value);
  }
  return isTool(type) || type === '';
}

/** `tool_search_call`, `tool_call` and their results have been seen, although no list of steps has them. */
function isTool(type: string): boolean {
  return /_(call|result)$/.test(type) && (isKnownStep({ type }) || /^tool(_search)?_[a-z]+$/.test(type));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
