import { isMediaType, normalizeContent, normalizeContents, withAnnotations } from './normalizeContent.ts';
import { normalizeSearchCall, normalizeSearchResult } from './normalizeSearch.ts';
import { isWire, typeOf, withField, withFields, type Wire } from './Wire.ts';

/**
 * A delta in the current words. A missing type is told from the other fields, `''` where they do not tell. Types that
 * this version does not know stay as they came. `undefined` when the value is no delta.
 */
export function normalizeDelta(value: unknown): Wire | undefined {
  if (typeof value === 'string') return { type: 'text', text: value };
  if (!isWire(value)) return undefined;
  const type = typeOf(value) || inferType(value);
  return type === '' ? (normalizeContent(value) ?? value) : normalizeTyped(value, type);
}

function normalizeTyped(delta: Wire, type: string): Wire {
  switch (type) {
    case 'text':
    case 'text_delta':
      return normalizeText(withField(delta, 'type', 'text'));
    case 'text_annotation_delta':
    case 'text_annotation':
      return withAnnotations(withField(delta, 'type', 'text_annotation_delta'));
    case 'thought_summary':
    case 'thought':
      return normalizeThought(delta);
    case 'arguments_delta':
    case 'arguments':
      return normalizeArguments(withField(delta, 'type', 'arguments_delta'));
    case 'content':
      return normalizeWrapped(withField(delta, 'type', 'content'));
    case 'google_search_call':
      return normalizeSearchCall(delta);
    case 'google_search_result':
      return normalizeSearchResult(delta);
    default:
      return isMediaType(type) ? (normalizeContent(delta) ?? delta) : withField(delta, 'type', type);
  }
}

function inferType(delta: Wire): string {
  if (typeof delta.text === 'string') return 'text';
  if (normalizeContents(delta.content)?.length) return 'content';
  if (typeof delta.arguments === 'string' || typeof delta.partial_arguments === 'string') return 'arguments_delta';
  if (Array.isArray(delta.annotations)) return 'text_annotation_delta';
  const fields = Object.keys(delta).filter((key) => key !== 'type');
  return fields.length === 1 && typeof delta.signature === 'string' ? 'thought_signature' : '';
}

function normalizeText(delta: Wire): Wire {
  if (typeof delta.text === 'string') return withAnnotations(delta);
  const { content, text: _, ...rest } = delta;
  if (typeof content === 'string') return withAnnotations({ ...rest, text: content });
  if (isWire(content) && typeof content.text === 'string') {
    return withAnnotations({ ...rest, ...content, type: 'text' });
  }
  return Array.isArray(delta.annotations) ? normalizeTyped(delta, 'text_annotation') : delta;
}

/** Former revisions have one `text`, or a `thought` delta that brings the summary, the signature, or both. */
function normalizeThought(delta: Wire): Wire {
  for (const field of ['content', 'text', 'summary']) {
    const contents = normalizeContents(delta[field]);
    if (contents === undefined) continue;
    if (contents.length > 1) return withField(delta, field, contents);
    const rest = field === 'content' ? delta : withField(delta, field, undefined);
    return withFields(rest, { type: 'thought_summary', content: contents[0] });
  }
  const bare = withField(delta, 'content', undefined);
  return withField(bare, 'type', typeof bare.signature === 'string' ? 'thought_signature' : 'thought_summary');
}

/** A piece of JSON text is an `arguments_delta`; arguments that are already an object are laid over the call as they are. */
function normalizeArguments(delta: Wire): Wire {
  if (typeof delta.arguments === 'string') return delta;
  const { partial_arguments: partial, ...rest } = delta;
  if (typeof partial === 'string') return { ...rest, arguments: partial };
  const whole = isWire(delta.arguments) ? delta.arguments : partial;
  return isWire(whole) ? { ...rest, type: 'function_call', arguments: whole } : delta;
}

/**
 * A delta that wraps a content item. What can only be one thing is that thing; a text or an image may belong to an answer
 * or to a thought's summary, which only the step can tell, so it stays wrapped.
 */
function normalizeWrapped(delta: Wire): Wire {
  const contents = normalizeContents(delta.content);
  const item = contents?.[0];
  if (!isWire(item) || (contents && contents.length > 1)) return withField(delta, 'content', contents);
  const type = typeOf(item);
  const open = type === '' || type === 'text' || type === 'image' || type === 'content';
  return open ? withField(delta, 'content', item) : normalizeTyped(item, type);
}
