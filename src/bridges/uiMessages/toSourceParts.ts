import type { Annotation } from '../../protocol/Annotation.ts';
import type { Wire } from '../../protocol/Wire.ts';
import type { UIPart } from './InteractionUIMessage.ts';

/** The sources that annotations name, each once. Where in the text they are cited is in the text part's metadata. */
export function toSourceParts(annotations: readonly Annotation[], idOf: () => string): UIPart[] {
  const byName = new Map<string, UIPart>();
  for (const annotation of annotations) {
    const name = sourceName(annotation);
    if (name === '' || byName.has(name)) continue;
    const { type, url, title, name: place, file_name } = annotation as Wire;
    const sourceId = idOf();
    if (type === 'file_citation') {
      const filename = typeof file_name === 'string' && file_name !== '' ? { filename: file_name } : {};
      byName.set(name, {
        type: 'source-document',
        sourceId,
        mediaType: 'application/octet-stream',
        title: name,
        ...filename,
      });
    } else {
      const words = [title, place].find((text): text is string => typeof text === 'string' && text !== '');
      byName.set(name, { type: 'source-url', sourceId, url: String(url), ...(words && { title: words }) });
    }
  }
  return [...byName.values()];
}

/** What a source is known by: a page's URL, a file's name. `''` for an annotation that names none. */
export function sourceName(annotation: Annotation): string {
  const { type, url, file_name, document_uri } = annotation as Wire;
  const names = type === 'file_citation' ? [file_name, document_uri] : [url];
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? '';
}
