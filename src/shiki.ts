/** Colours for code by Shiki, loaded when they are needed. */

export {
  createShikiHighlighter,
  type ShikiHighlighterOptions,
  type ShikiLanguage,
} from './adapters/createShikiHighlighter.ts';
