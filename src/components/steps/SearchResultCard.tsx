import { useContext, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { SearchProps } from '../../react/StepComponents.ts';
import { CallCard } from './CallCard.tsx';
import { rowsOf } from './callFields.ts';
import { callStatus } from './callRow.ts';
import { drawPage } from './drawPage.tsx';
import { recordOf, textOf, textsOf } from '../parts/fields.ts';
import { otherResultSection } from './genericSections.tsx';
import { LongList } from '../parts/LongList.tsx';
import { PanelSection } from './PanelSection.tsx';
import { queriesSection } from './querySections.tsx';
import { SearchSuggestions } from './SearchSuggestions.tsx';
import { suggestionsIn } from './suggestionsIn.ts';
import { SuggestionsPlaced } from './SuggestionsPlaced.ts';

const ROW_FIELDS = ['url', 'search_suggestions', 'rendered_content'];

/**
 * A Google search: a row that opens on the queries and the pages found, and under it, always visible, the suggestions that
 * Google's terms want shown with a grounded answer. In a thread they stand under that answer.
 */
export function SearchResultCard(props: SearchProps): ReactNode {
  const { call, result, status } = props;
  const labels = useLabels();
  const words = labels.search;
  const type = textOf(call?.search_type);
  const queries = textsOf(recordOf(call?.arguments).queries);
  const pages = rowsOf(result).filter((row) => textOf(row.url) !== '');
  const others = otherResultSection(result, labels, (row) =>
    ROW_FIELDS.some((field) => typeof row[field] === 'string'),
  );
  const sections = [
    queriesSection(queries, words.queries),
    pages.length > 0 && (
      <PanelSection key="sources" label={words.sources}>
        <LongList items={pages} draw={drawPage} />
      </PanelSection>
    ),
    ...others,
    pages.length + others.length === 0 && callStatus(status, result) === 'error' && (
      <p key="nothing" className="ris-error-text">
        {words.noResult}
      </p>
    ),
  ].filter(Boolean);
  const isPlaced = useContext(SuggestionsPlaced);
  return (
    <CallCard
      {...props}
      slot="search-result-card"
      icon="search"
      verb={(Object.hasOwn(words.types, type) && words.types[type]) || words}
      detail={queries[0]}
      panel={sections.length > 0 && sections}
    >
      {!isPlaced && suggestionsIn(result).map((html, at) => <SearchSuggestions key={at} html={html} />)}
    </CallCard>
  );
}
