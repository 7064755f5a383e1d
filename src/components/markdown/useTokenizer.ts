import { useEffect, useState, type RefObject } from 'react';
import type { Highlighter, LineTokenizer } from '../../react/Highlighter.ts';

type Loads = Map<string, Promise<LineTokenizer | undefined>>;

const loads = new WeakMap<Highlighter, Loads>();
/** How far from the window code is when its language is loaded. */
const NEAR = '600px';

/**
 * How the lines of code are read, once its language is loaded: that begins when the element comes near the window.
 * `undefined` before, and where the language is not known or cannot be had.
 */
export function useTokenizer(
  highlighter: Highlighter,
  language: string,
  element: RefObject<HTMLElement | null>,
): LineTokenizer | undefined {
  const [loaded, setLoaded] = useState<{ from: Highlighter; language: string; tokenize: LineTokenizer }>();
  useEffect(() => {
    let isWanted = true;
    const stop = whenNear(element.current, () => {
      void load(highlighter, language).then((tokenize) => {
        if (isWanted && tokenize) setLoaded({ from: highlighter, language, tokenize });
      });
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [highlighter, language, element]);
  return loaded?.from === highlighter && loaded.language === language ? loaded.tokenize : undefined;
}

/** Never rejects. A load that failed is forgotten, so that later code asks again. */
function load(highlighter: Highlighter, language: string): Promise<LineTokenizer | undefined> {
  const known: Loads = loads.get(highlighter) ?? new Map();
  loads.set(highlighter, known);
  let loading = known.get(language);
  if (!loading) {
    loading = tryLoad(highlighter, language).catch(() => void known.delete(language));
    known.set(language, loading);
  }
  return loading;
}

/** A highlighter that throws at once is one whose promise is rejected. */
async function tryLoad(highlighter: Highlighter, language: string): Promise<LineTokenizer | undefined> {
  return highlighter.load(language);
}

/** Calls back once the element is near the window; at once where that cannot be told. */
function whenNear(element: HTMLElement | null, callback: () => void): () => void {
  if (!element || typeof IntersectionObserver !== 'function') {
    callback();
    return () => undefined;
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      callback();
    },
    { rootMargin: NEAR },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
