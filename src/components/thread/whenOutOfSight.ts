/** Does something once, as soon as none of these elements is in sight. Returns what calls it off. */
export function whenOutOfSight(elements: Iterable<Element>, act: () => void): () => void {
  const inSight = new Set(elements);
  if (inSight.size === 0 || typeof IntersectionObserver === 'undefined') {
    act();
    return () => {};
  }
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inSight.add(target);
      else inSight.delete(target);
    }
    if (inSight.size > 0) return;
    observer.disconnect();
    act();
  });
  for (const element of inSight) observer.observe(element);
  return () => observer.disconnect();
}
