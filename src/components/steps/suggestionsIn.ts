import { rowsOf } from './callFields.ts';
import { textOf } from '../parts/fields.ts';

/** The search suggestions in a search's result, each once: Google's HTML. */
export function suggestionsIn(result: unknown): string[] {
  return [...new Set(rowsOf(result).map(suggestionsOf))].filter((html) => html.trim() !== '');
}

/** Both fields carry the same kind of HTML; a row that has both has it twice. One answer's rows often repeat it, too. */
function suggestionsOf(row: { [key: string]: unknown }): string {
  return textOf(row.search_suggestions) || textOf(row.rendered_content);
}
