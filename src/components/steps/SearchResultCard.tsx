import { useContext, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { SearchProps } from '../../react/StepComponents.ts';
import { callStatus, callRow } from './callRow.ts';
import { Chips } from '../parts/Chips.tsx';
import { Disclosure } from './Disclosure.tsx';
import { drawPage } from './drawPage.tsx';
import { listOf, recordOf, textOf, textsOf } from '../parts/fields.ts';
import { otherResultSection } from './genericSections.tsx';
import { LongList } from '../parts/LongList.tsx';
import { PanelSection } from './PanelSection.tsx';
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
  const type = textOf(call?.search_type);
  const verb = (Object.hasOwn(labels.search.types, type) && labels.search.types[type]) || labels.search;
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
      {...callRow(labels, state, verb, { startedAt, stoppedAt })}
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
                <LongList items={pages} draw={drawPage} />
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
