import type { Annotation } from '../../protocol/Annotation.ts';
import type { Content } from '../../protocol/Content.ts';
import type { UIPart } from './InteractionUIMessage.ts';
import { isMedium, toFilePart } from './mediaParts.ts';
import { toMetadata } from './ownMetadata.ts';
import { toDataPart } from './toDataPart.ts';
import { toSourceParts } from './toSourceParts.ts';

/** How a step's content is told from that of another. */
interface ContentOptions {
  state: 'streaming' | 'done';
  /** What the first part says of the step. */
  first: object;
  /** Makes an id for a source. */
  idOf: () => string;
}

/** The content of an answer, or of what the user said. A step without any is an empty text. */
export function toContentParts(content: readonly Content[], { state, first, idOf }: ContentOptions): UIPart[] {
  const empty = content.length === 0;
  const items = empty ? [{ type: 'text', text: '' }] : content;
  return items.flatMap((item, at): UIPart[] => {
    const own = { ...(at === 0 && first), ...(empty && { empty }) };
    if (isMedium(item)) return [toFilePart(item, own)];
    if (item.type !== 'text') return [toDataPart(item) ?? { type: 'data-content', data: { ...own, item } }];
    const { text, annotations } = item as { text?: unknown; annotations?: Annotation[] };
    const cited = Array.isArray(annotations) ? annotations : [];
    const metadata = toMetadata({ ...own, ...(cited.length > 0 && { annotations: cited }) });
    const isLast = at === items.length - 1;
    return [
      {
        type: 'text',
        text: typeof text === 'string' ? text : '',
        state: isLast ? state : 'done',
        ...(metadata && { providerMetadata: metadata }),
      },
      ...toSourceParts(cited, idOf),
    ];
  });
}

/** A thought: a reasoning part for each entry of its summary. Its signature is on the last one. */
export function toReasoningParts(
  summary: readonly Content[],
  signature: unknown,
  { state, first }: Omit<ContentOptions, 'idOf'>,
): UIPart[] {
  const items = summary.length > 0 && summary.at(-1)?.type === 'text' ? summary : [...summary, undefined];
  return items.map((item, at): UIPart => {
    const isLast = at === items.length - 1;
    const own = { ...(at === 0 && first), ...(item === undefined && { empty: true }) };
    if (item && item.type !== 'text') return { type: 'data-content', data: { ...own, thought: true, item } };
    const { text } = (item ?? {}) as { text?: unknown };
    const metadata = toMetadata(own, isLast ? signature : undefined);
    return {
      type: 'reasoning',
      text: typeof text === 'string' ? text : '',
      state: isLast ? state : 'done',
      ...(metadata && { providerMetadata: metadata }),
    };
  });
}
