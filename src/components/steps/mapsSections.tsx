import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import { rowsOf } from './callFields.ts';
import { clipLine } from '../parts/clipLine.ts';
import { drawPage } from './drawPage.tsx';
import { listOf, recordOf, textOf, textsOf } from '../parts/fields.ts';
import { genericSections, otherResultSection } from './genericSections.tsx';
import { LongList } from '../parts/LongList.tsx';
import { PanelSection } from './PanelSection.tsx';
import { queriesSection } from './querySections.tsx';
import { SafeLink } from '../parts/SafeLink.tsx';
import type { ToolSteps } from './ToolKind.ts';

/**
 * The queries, and the places with their reviews. Google's terms want "Google Maps" named with them, untranslated, in one
 * line, in black, white or grey.
 */
export function mapsSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  const queries = textsOf(recordOf(recordOf(steps.call).arguments).queries);
  const places = rowsOf(steps.result)
    .flatMap((row) => listOf(row.places))
    .map(recordOf);
  if (places.length === 0 && queries.length === 0) return genericSections(steps, labels);
  return [
    queriesSection(queries, labels.tool.queries),
    places.length > 0 && (
      <PanelSection key="places" label={labels.tool.places}>
        <LongList items={places} draw={drawPlace} />
        <p className="ris-maps-attribution" translate="no">
          {labels.tool.mapsAttribution}
        </p>
      </PanelSection>
    ),
    ...otherResultSection(steps.result, labels, (row) => 'places' in row || 'widget_context_token' in row),
  ];
}

function drawPlace(place: Wire): ReactNode {
  const name = clipLine(textOf(place.name) || textOf(place.place_id) || textOf(place.url));
  const reviews = listOf(place.review_snippets)
    .map(recordOf)
    .filter((review) => textOf(review.title) !== '' || textOf(review.url) !== '');
  return (
    <>
      {textOf(place.url) === '' ? name : <SafeLink href={textOf(place.url)}>{name}</SafeLink>}
      <LongList className="ris-list ris-reviews" items={reviews} draw={drawPage} />
    </>
  );
}
