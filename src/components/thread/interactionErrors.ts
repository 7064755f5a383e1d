import { listOf, recordOf, textOf } from '../parts/fields.ts';

/** The API's own words on why an interaction failed, each once. */
export function interactionErrors(fields: { errors?: unknown }): string[] {
  const messages = listOf(fields.errors).map((error) => {
    const { message, code } = recordOf(error);
    return textOf(message) || textOf(code);
  });
  return [...new Set(messages)].filter((message) => message !== '');
}
