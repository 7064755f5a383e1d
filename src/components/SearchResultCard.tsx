import { useContext, type ReactNode } from 'react';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { SearchProps } from '../react/StepComponents.ts';
import { callStatus, callRow } from './callRow.ts';
import { Chips } from './Chips.tsx';
import { Disclosure } from './Disclosure.tsx';
import { listOf, recordOf, textOf, textsOf } from './fields.ts';
import { otherResultSection } from './genericSections.tsx';
import { PanelSection } from './PanelSection.tsx';
import { SafeLink } from './SafeLink.tsx';
import { SearchSuggestions } from './SearchSuggestions.tsx';
import { suggestionsIn } from './suggestionsIn.ts';
import { SuggestionsPlaced } from './SuggestionsPlaced.ts';

const ROW_FIELDS = ['url', 'search_suggestions', 'rendered_content'];

/**
 * A Google search: a row that opens on the queries and the pages found, and under it, always visible, the suggestions that
 * Google's terms want shown with a grounded answer. In a thread they stand under that answer.
 */
export function SearchResultCard({
  call,
  result,
  status,
  startedAt,
  stoppedAt,
  argumentsText: _text,
  argumentsError: _error,
  ...rest
}: SearchProps): ReactNode {
  const labels = useLabels();
  const state = callStatus(status, result);
  const queries = textsOf(recordOf(call?.arguments).queries);
  const rows = listOf(result?.result).map(recordOf);
  const pages = rows.filter((row) => textOf(row.url) !== '');
  const isPlaced = useContext(SuggestionsPlaced);
  const others = otherResultSection(result, labels, (row) =>
    ROW_FIELDS.some((field) => typeof row[field] === 'string'),
  );
  const hasPanel = queries.length > 0 || pages.length > 0 || others.length > 0 || state === 'error';
  return (
    <Disclosure
      {...rest}
      slot="search-result-card"
      state={state}
      icon="search"
      {...callRow(labels, state, labels.search, { startedAt, stoppedAt })}
      detail={queries[0]}
      panel={
        hasPanel && (
          <>
            {queries.length > 0 && (
              <PanelSection label={labels.search.queries}>
                <Chips texts={queries} />
              </PanelSection>
            )}
            {pages.length > 0 && (
              <PanelSection label={labels.search.sources}>
                <ul className="ris-list">
                  {pages.map((page, at) => (
                    <li key={at}>
                      <SafeLink href={textOf(page.url)}>{textOf(page.title) || textOf(page.url)}</SafeLink>
                    </li>
                  ))}
                </ul>
              </PanelSection>
            )}
            {others}
            {state === 'error' && pages.length + others.length === 0 && (
              <p className="ris-error-text">{labels.search.noResult}</p>
            )}
          </>
        )
      }
    >
      {!isPlaced && suggestionsIn(result).map((html, at) => <SearchSuggestions key={at} html={html} />)}
    </Disclosure>
  );
}
