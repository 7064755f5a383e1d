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

/** Components that draw what markdown itself has no words for. Where one throws, the source is shown as it is. */
export interface MarkdownRenderers {
  /** By the language of a fenced block, in lower case: what draws it in place of a code block. */
  fences?: { readonly [language: string]: ComponentType<FenceProps> };
}

/** Renderers laid over others. The very same object when there are none. */
export function mergeRenderers(base: MarkdownRenderers, own: MarkdownRenderers | undefined): MarkdownRenderers {
  if (own === undefined) return base;
  return { ...base, ...own, fences: { ...base.fences, ...own.fences } };
}
