import type { ComponentType } from 'react';

/** Props of a component that draws the code of a fenced block. */
export interface FenceProps {
  /** The code, as far as it has come. */
  source: string;
  /** As the author named it. */
  language: string;
  /** `streaming` as long as more of the code may come. */
  status: 'streaming' | 'done';
}

/** Props of a component that draws a formula. It stands within a paragraph, so what it draws must be phrasing content. */
export interface MathProps {
  /** TeX, without the marks around it. Always whole: a formula is held back until its end has come. */
  source: string;
  /** Whether it is to stand on a line of its own: between `$$` and `$$`, or `\[` and `\]`. */
  display: boolean;
}

/** Components that draw what markdown itself has no words for. Where one throws, the source is shown as it is. */
export interface MarkdownRenderers {
  /** By the language of a fenced block, in lower case: what draws it in place of a code block. */
  fences?: { readonly [language: string]: ComponentType<FenceProps> };
  /** What draws formulas. Without it dollar signs and backslashes say nothing but what they say in markdown. */
  math?: ComponentType<MathProps>;
}

/** Renderers laid over others. The very same object when there are none. */
export function mergeRenderers(base: MarkdownRenderers, own: MarkdownRenderers | undefined): MarkdownRenderers {
  if (own === undefined) return base;
  return { ...base, ...own, fences: { ...base.fences, ...own.fences } };
}
