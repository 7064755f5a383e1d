import { isContentType, normalizeContent, normalizeContents } from './normalizeContent.ts';
import { normalizeSearchCall, normalizeSearchResult } from './normalizeSearch.ts';
import { isWire, typeOf, withField, type Wire } from './Wire.ts';

/**
 * A step in the current words. `content` and `summary` are lists or absent; a missing type is told from the fields, `''`
 * where they do not tell. Types that this version does not know stay as they came. `undefined` when the value is no
 * object.
 */
export function normalizeStep(value: unknown): Wire | undefined {
  if (!isWire(value)) return undefined;
  const type = typeOf(value) || inferType(value);
  const step = withField(value, 'type', type);
  switch (type) {
    case 'user_input':
    case 'model_output':
      return withField(step, 'content', normalizeContents(step.content));
    case 'thought':
      return normalizeThought(step);
    case 'google_search_call':
      return normalizeSearchCall(step);
    case 'google_search_result':
      return normalizeSearchResult(step);
    default:
      return step;
  }
}

/**
 * The step that a content block of a former revision opens: text and media belong to a `model_output`, every other block
 * (a thought, a call, a result) is a step of the same name. An empty block opens a bare step. `undefined` when the value
 * is no content.
 */
export function stepFromContent(value: unknown): Wire | undefined {
  const item = normalizeContent(value);
  const type = item ? typeOf(item) : '';
  if (item === undefined || type === '') return undefined;
  if (!isContentType(type)) return normalizeStep(item);
  return isBlank(item) ? { type: 'model_output' } : { type: 'model_output', content: [item] };
}

function inferType(step: Wire): string {
  if (normalizeContents(step.summary)) return 'thought';
  return normalizeContents(step.content) ? 'model_output' : '';
}

/** The summary of a thought; former revisions had it as `content` or as one `text`. */
function normalizeThought(thought: Wire): Wire {
  for (const field of ['summary', 'content', 'text']) {
    const summary = normalizeContents(thought[field]);
    if (summary === undefined) continue;
    return withField(field === 'summary' ? thought : withField(thought, field, undefined), 'summary', summary);
  }
  return withField(thought, 'summary', undefined);
}

function isBlank(item: Wire): boolean {
  return Object.entries(item).every(([key, value]) => key === 'type' || value === '' || value === null);
}
