import { normalizeDelta } from './normalizeDelta.ts';
import { normalizeStep, stepFromContent } from './normalizeStep.ts';
import { normalizeUsage } from './normalizeUsage.ts';
import { isWire, withField, withFields, type Wire } from './Wire.ts';

/** `step.start` in the current words; where a former revision has `content` instead, the step that this opens. */
export function normalizeStepStart(event: Wire): Wire {
  const indexed = withIndex(event);
  const { content, ...rest } = indexed;
  const opened = isWire(event.step) ? undefined : stepFromContent(content);
  return opened ? { ...rest, step: opened } : withField(indexed, 'step', normalizeStep(event.step));
}

/** `step.delta` in the current words. Made to cost next to nothing: this is the event that comes by the thousand. */
export function normalizeStepDelta(event: Wire): Wire {
  const delta = normalizeDelta(event.delta);
  const metadata = normalizeMetadata(event.metadata);
  const indexed = withIndex(event);
  if (delta === indexed.delta && metadata === indexed.metadata) return indexed;
  return withFields(indexed, { delta, metadata });
}

/** `step.stop` in the current words. */
export function normalizeStepStop(event: Wire): Wire {
  return withFields(withIndex(event), {
    usage: normalizeUsage(event.usage),
    step_usage: normalizeUsage(event.step_usage),
  });
}

function normalizeMetadata(metadata: unknown): unknown {
  return isWire(metadata) ? withField(metadata, 'total_usage', normalizeUsage(metadata.total_usage)) : metadata;
}

/** Digits become the number; whatever else is no number is taken out. */
function withIndex(event: Wire): Wire {
  const { index } = event;
  if (typeof index === 'number' || index === undefined) return event;
  const number = typeof index === 'string' && index !== '' ? Number(index) : NaN;
  return withField(event, 'index', Number.isInteger(number) ? number : undefined);
}
