import type { FileCitation, PlaceCitation, URLCitation } from '../../protocol/Annotation.ts';
import type { GoogleMapsPlace } from '../../protocol/Step.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { filled, recordOf, recordsOf, textOf } from './fields.ts';

/** A grounding chunk as a citation that has no range yet. `undefined` for one of a kind that is not known. */
export function toCitation({
  web,
  image,
  maps,
  retrievedContext: file,
}: Wire): URLCitation | PlaceCitation | FileCitation | undefined {
  if (isWire(web)) return { type: 'url_citation', ...filled({ url: textOf(web.uri), title: textOf(web.title) }) };
  if (isWire(image)) {
    return { type: 'url_citation', ...filled({ url: textOf(image.sourceUri), title: textOf(image.title) }) };
  }
  if (isWire(maps)) return { type: 'place_citation', ...toPlace(maps) };
  if (!isWire(file)) return undefined;
  return {
    type: 'file_citation',
    ...filled({ document_uri: textOf(file.uri), file_name: textOf(file.title), media_id: textOf(file.mediaId) }),
    ...(typeof file.pageNumber === 'number' && { page_number: file.pageNumber }),
  };
}

/** A grounding chunk of Google Maps as a place. */
export function toPlace({ placeId, title, uri, placeAnswerSources }: Wire): GoogleMapsPlace {
  const { reviewSnippets, reviewSnippet } = recordOf(placeAnswerSources);
  const reviews = recordsOf(reviewSnippets ?? reviewSnippet).map((review) =>
    filled({ title: textOf(review.title), url: textOf(review.googleMapsUri), review_id: textOf(review.reviewId) }),
  );
  const place = filled({ place_id: textOf(placeId), name: textOf(title), url: textOf(uri) });
  return { ...place, ...(reviews.length > 0 && { review_snippets: reviews }) };
}
