/** Where the last item of a list in rising order is that is less than a limit, by what it counts as; -1 if none is. */
export function lastBelow<Item>(items: readonly Item[], limit: number, valueOf: (item: Item) => number): number {
  let low = -1;
  for (let high = items.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (valueOf(items[middle] as Item) < limit) low = middle;
    else high = middle;
  }
  return low;
}
