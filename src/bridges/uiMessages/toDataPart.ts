import type { DataUIPart, UIDataTypes } from 'ai';

const OURS = ['data-step', 'data-content'];

/** The data part that a step or a content item was made of, if it was. */
export function toDataPart(item: { type: string }): DataUIPart<UIDataTypes> | undefined {
  const isData = item.type.startsWith('data-') && !OURS.includes(item.type) && 'data' in item;
  return isData ? (item as DataUIPart<UIDataTypes>) : undefined;
}
