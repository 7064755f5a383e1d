import type { Content } from '../../protocol/Content.ts';
import { isWire } from '../../protocol/Wire.ts';

/** The `content` of a step as a list: some proxies send a bare string, or one item without a list around it. */
export function toItems(content: unknown): readonly Content[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  const items = Array.isArray(content) ? content : [content];
  return items.filter(isWire) as Content[];
}
