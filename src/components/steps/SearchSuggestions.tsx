import { useEffect, useRef, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels, usePolicy } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { styleSuggestions, toSuggestionsDocument } from './suggestionsDocument.ts';

/** The height of one row of suggestions in px, reserved from the start. */
const ROW = 50;

/** Props of `SearchSuggestions`, beside those of its `div`. */
export interface SearchSuggestionsProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Google's HTML and CSS (`search_suggestions`, `rendered_content`), shown as given. */
  html: string;
}

/**
 * Google's search suggestions in a frame of their own. Google's terms want them shown as given, with the answer that they
 * belong to. The frame runs no scripts and loads nothing; its links open in a new tab.
 */
export function SearchSuggestions({ html, className, ...rest }: SearchSuggestionsProps): ReactNode {
  const { search } = useLabels();
  const policy = usePolicy();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState<number>();

  useEffect(() => {
    const iframe = frame.current;
    if (!iframe) return;
    let observer: ResizeObserver | undefined;
    const measure = () => {
      const body = iframe.contentDocument?.body;
      if (body && body.offsetHeight > 0) setHeight(Math.max(ROW, Math.ceil(body.getBoundingClientRect().height) + 2));
    };
    const onLoad = () => {
      observer?.disconnect();
      const body = iframe.contentDocument?.body;
      if (!body) return;
      styleSuggestions(iframe);
      measure();
      if (typeof ResizeObserver === 'undefined') return;
      observer = new ResizeObserver(measure);
      observer.observe(body);
    };
    iframe.addEventListener('load', onLoad);
    iframe.srcdoc = toSuggestionsDocument(html, getComputedStyle(iframe).colorScheme, policy);
    return () => {
      iframe.removeEventListener('load', onLoad);
      observer?.disconnect();
    };
  }, [html, policy]);

  return (
    <div {...rest} {...slotProps('search-suggestions', height === undefined ? 'loading' : 'shown', className)}>
      <iframe
        ref={frame}
        className="ris-frame"
        title={search.suggestions}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        style={{ blockSize: height ?? ROW }}
      />
    </div>
  );
}
