import { useMemo, type ReactNode } from 'react';
import type { Content } from '../../protocol/Content.ts';
import { isWire } from '../../protocol/Wire.ts';
import { ContentItems } from './ContentItems.tsx';
import { contentOf } from './contentOf.ts';
import { errorMessageOf } from './errorMessageOf.ts';
import { recordOf } from '../parts/fields.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { ValueView } from '../json/ValueView.tsx';

/** A text longer than this is not tried as JSON, in UTF-16 units. */
const JSON_LIMIT = 100_000;

export interface ResultViewProps {
  /** A text, content items (bare or as `{ content }`), or any other value. `0`, `false`, `""` and `null` are results too. */
  value: unknown;
  /** Draws it in error ink. */
  isError?: boolean;
}

/** What a tool or a function gave, in the most legible form that it has. */
export function ResultView({ value: sent, isError = false }: ResultViewProps): ReactNode {
  const value = unwrap(sent);
  const content = useMemo(() => contentOf(value), [value]);
  const laidOut = useMemo(() => readJson(content ? onlyText(content) : value), [content, value]);
  const message = isError ? errorMessageOf(laidOut) : undefined;
  return (
    <div className="ris-result" data-state={isError ? 'error' : 'done'}>
      {message !== undefined && (
        <div className="ris-error-text">
          <FoldedText text={message} />
        </div>
      )}
      {content && typeof laidOut !== 'object' ? <ContentItems content={content} /> : <ValueView value={laidOut} />}
    </div>
  );
}

/** The API takes no bare numbers, truth values, lists or `null`: as results they are sent as `{ result: value }`. */
function unwrap(value: unknown): unknown {
  return isWire(value) && 'result' in value && Object.keys(value).length === 1 ? value.result : value;
}

/** The text of content that is one text and nothing else. */
function onlyText(content: readonly Content[] | undefined): unknown {
  return content?.length === 1 && content[0]?.type === 'text' ? recordOf(content[0]).text : undefined;
}

/** Functions often answer with JSON as a text. */
function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > JSON_LIMIT || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
