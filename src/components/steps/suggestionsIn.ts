import { listOf, recordOf, textOf } from '../parts/fields.ts';

/** The search suggestions in a search's result, each once: Google's HTML. */
export function suggestionsIn(result: unknown): string[] {
  const rows = Array.from(listOf(recordOf(result).result), recordOf);
  return [...new Set(rows.map(suggestionsOf))].filter((html) => html.trim() !== '');
}

/** Both fields carry the same kind of HTML; a row that has both has it twice. One answer's rows often repeat it, too. */
function suggestionsOf(row: { [key: string]: unknown }): string {
  return textOf(row.search_suggestions) || textOf(row.rendered_content);
}
