import { lexMarkdown } from './lexPart.ts';

/** Each makes the lexer use other regular expressions. */
const SAMPLES = [
  'a **b** *c* `d` [e](https://f.example) ~~g~~ https://h.example\\\ni\n\n# j\n\nk\n===\n',
  '- a\n  - b\n- [ ] c\n\n1. d\n\n> e\n',
  '```\na\n```\n\n| b |\n| - |\n| c |\n\n---\n\n    d\n\n<e>\n',
];

let isDone = false;

/**
 * Lets the browser compile the lexer's regular expressions while there is nothing else to do. That costs more than the
 * first kilobytes of text, and would have to be waited for when the first of them arrives. Once per page, and nothing where
 * there are no idle callbacks (Safari before 18).
 */
export function warmUpLexer(): void {
  if (isDone || typeof requestIdleCallback === 'undefined') return;
  isDone = true;
  for (const sample of SAMPLES) requestIdleCallback(() => lexMarkdown(sample, {}));
}
