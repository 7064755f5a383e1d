/** Colours for code by Shiki, loaded when they are needed. */

export { createShikiHighlighter, type ShikiHighlighterOptions } from './adapters/createShikiHighlighter.ts';
