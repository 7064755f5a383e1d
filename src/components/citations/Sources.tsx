import { useEffect, useRef, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { isWire } from '../../protocol/Wire.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button } from '../parts/Button.tsx';
import type { Source } from './collectSources.ts';
import { clipLine } from '../parts/clipLine.ts';
import { listOf, textOf } from '../parts/fields.ts';
import { SafeLink } from '../parts/SafeLink.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { useLimit } from '../parts/useLimit.ts';

/** Props of `Sources`, beside those of its `div`. */
export interface SourcesProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** From `collectSources`. Draws nothing when empty. */
  sources: readonly Source[];
}

/** How many sources show before the rest is asked for. */
const SHOWN = 8;

/**
 * The sources under an answer: pills with the numbers that stand in its text. No favicons: one fetched from elsewhere would
 * tell who reads what. One whose URL is malformed or refused is text. The focus of whoever asks for the rest goes to the
 * first of it. Google's terms want Maps named beside its places.
 */
export function Sources({ sources, className, ...rest }: SourcesProps): ReactNode {
  const { citations, common, tool } = useLabels();
  const [limit, more] = useLimit();
  const [isFolded, setIsFolded] = useState(true);
  /** Where what the reader has asked for begins. */
  const [from, setFrom] = useState(0);
  const firstNew = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (from > 0) (firstNew.current?.querySelector('a') ?? firstNew.current)?.focus({ preventScroll: true });
  }, [from]);
  const real = listOf(sources).filter(isSource);
  if (real.length === 0) return null;
  const shown = real.slice(0, isFolded && real.length > SHOWN + 1 ? SHOWN : limit);
  const left = real.length - shown.length;
  const onMore = () => {
    setFrom(shown.length);
    if (isFolded) setIsFolded(false);
    else more();
  };
  return (
    <div {...rest} {...slotProps('sources', left > 0 ? 'folded' : 'whole', className)}>
      <ul className="ris-source-list" aria-label={citations.sources}>
        {shown.map((source, at) => (
          <li key={source.key} {...(from > 0 && at === from && { ref: firstNew, tabIndex: -1 })}>
            <SourcePill source={source} />
          </li>
        ))}
        {left > 0 && (
          <li>
            <Button className="ris-source ris-source-more" onClick={onMore}>
              {common.more(left)}
            </Button>
          </li>
        )}
        {real.some(({ kind }) => kind === 'place') && (
          <li className="ris-source-note" translate="no">
            {tool.mapsAttribution}
          </li>
        )}
      </ul>
    </div>
  );
}

/** One that a host read from elsewhere may be anything. */
function isSource(value: unknown): value is Source {
  return isWire(value) && typeof value.number === 'number';
}

function SourcePill({ source: { number, title, url, page } }: { source: Source }): ReactNode {
  const { citations } = useLabels();
  const name = clipLine(textOf(title)) || citations.source(number);
  return (
    <SafeLink href={url} className="ris-source" title={url}>
      <span className="ris-citation-number ris-source-number">{number}</span>
      <span className="ris-source-title" dir="auto">
        {name}
      </span>
      {typeof page === 'number' && <span className="ris-source-page">{citations.page(page)}</span>}
    </SafeLink>
  );
}
