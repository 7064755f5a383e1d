import { isShallowEqual } from '../../react/isShallowEqual.ts';
import { collectSources, type Source } from './collectSources.ts';
import { recordOf } from '../parts/fields.ts';
import { isSameList } from '../parts/isSameList.ts';

export interface Sources {
  /** In the order of their first citation. */
  readonly list: readonly Source[];
  readonly byKey: ReadonlyMap<string, Source>;
}

/** Collects the sources of an answer while it grows: what says the same as before is the same object as before. */
export function createSources(): {
  read: (content: readonly unknown[], numbers: ReadonlyMap<string, number> | undefined) => Sources;
} {
  let before: { lists: readonly unknown[]; numbers: unknown } | undefined;
  let sources: Sources = { list: [], byKey: new Map() };
  return {
    read(content, numbers) {
      const lists = content.map((item) => recordOf(item).annotations);
      if (before && before.numbers === numbers && isSameList(before.lists, lists)) return sources;
      before = { lists, numbers };
      const list = collectSources(content, numbers).map((source) => {
        const last = sources.byKey.get(source.key);
        return last && isShallowEqual(last, source) ? last : source;
      });
      if (!isSameList(sources.list, list)) {
        sources = { list, byKey: new Map(list.map((source) => [source.key, source])) };
      }
      return sources;
    },
  };
}
