import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { hostOf } from '../../react/urlPolicy.ts';
import { clipLine } from '../parts/clipLine.ts';
import { foldText } from '../parts/foldText.ts';
import { SafeLink } from '../parts/SafeLink.tsx';
import type { Cited } from './Cited.ts';

/** A source in the card of a citation: number, title, where it is from, the cited words, reviews. */
export function CitedSource({ source, passage }: Cited): ReactNode {
  const { citations, tool } = useLabels();
  const { number, title, url, page, kind, reviews = [] } = source;
  const domain = domainOf(url);
  return (
    <span className="ris-cited">
      <span className="ris-citation-number">{number}</span>
      <span className="ris-cited-words">
        <SafeLink href={url} className="ris-cited-title" dir="auto">
          {clipLine(title) || citations.source(number)}
        </SafeLink>
        {page !== undefined && <span className="ris-cited-meta">{citations.page(page)}</span>}
        {kind === 'place' ? (
          <span className="ris-cited-meta" translate="no">
            {tool.mapsAttribution}
          </span>
        ) : (
          domain !== undefined && domain !== title && <span className="ris-cited-meta">{domain}</span>
        )}
        {passage !== '' && (
          <span className="ris-cited-passage" dir="auto">
            {foldText(passage)}
          </span>
        )}
        {reviews.map(({ title, url }, at) => (
          <SafeLink key={at} href={url} className="ris-cited-passage" dir="auto">
            {clipLine(title)}
          </SafeLink>
        ))}
      </span>
    </span>
  );
}

/** The domain of a source. The API's grounding redirects say nothing of it. */
function domainOf(url: string | undefined): string | undefined {
  const host = hostOf(url);
  return host === 'vertexaisearch.cloud.google.com' ? undefined : host;
}
