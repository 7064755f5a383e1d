import { renderToStaticMarkup } from 'react-dom/server';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';

/** The markup that a text comes out as, without the wrappers and our class names: what is left are elements and text. */
export function toHtml(text: string, streaming = false): string {
  return renderToStaticMarkup(<Markdown text={text} status={streaming ? 'streaming' : 'done'} />)
    .replace(/^<div[^>]*>|<\/div>$/g, '')
    .replace(/^<div class="ris-blocks">|<\/div>$/g, '')
    .replace(/<\/div><div class="ris-blocks">/g, '')
    .replace(/ (?:class|data-slot|data-state|dir|tabindex)="[^"]*"/gi, '');
}
