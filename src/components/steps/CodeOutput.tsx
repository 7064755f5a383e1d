import { useMemo, type ReactNode } from 'react';
import { isContent } from '../../protocol/guards.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { resultOf, saysNothing } from './callFields.ts';
import { ContentItem } from './ContentItems.tsx';
import { contentOf } from './contentOf.ts';
import { errorMessageOf } from './errorMessageOf.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { ResultView } from './ResultView.tsx';

/** What code that was run has printed, letter by letter, and drawn. What went wrong comes first. */
export function CodeOutput({ result }: { result: unknown }): ReactNode {
  const { tool } = useLabels();
  const value = resultOf(result);
  const content = useMemo(() => contentOf(value), [value]);
  const isError = recordOf(result).is_error === true;
  if (value === undefined && !isError) return null;
  const printed = typeof value === 'string' ? value : undefined;
  const message = isError ? errorMessageOf(printed ?? textOf(recordOf(content?.[0]).text)) : undefined;
  const isNothing = value === undefined || saysNothing(value);
  return (
    <div className="ris-run-output ris-result" data-state={isError ? 'error' : 'done'}>
      {!isNothing && <p className="ris-label">{tool.output}</p>}
      {isNothing && <p className="ris-hint">{tool.noOutput}</p>}
      {message !== undefined && (
        <div className="ris-error-text">
          <FoldedText text={message} />
        </div>
      )}
      {!isNothing && printed !== undefined && <FoldedText text={printed} mono />}
      {content?.map((item, at) =>
        isContent(item, 'text') ? (
          <FoldedText key={at} text={textOf(item.text)} mono />
        ) : (
          <ContentItem key={at} item={item} status="done" />
        ),
      )}
      {!isNothing && printed === undefined && !content && <ResultView value={value} isError={isError} />}
    </div>
  );
}
