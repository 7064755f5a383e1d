/** The index of the last item that matches, or -1. (`findLastIndex` is younger than the browsers that we serve.) */
export function lastIndexWhere<T>(items: readonly T[], matches: (item: T) => boolean): number {
  let at = items.length - 1;
  while (at >= 0 && !matches(items[at] as T)) at -= 1;
  return at;
}
