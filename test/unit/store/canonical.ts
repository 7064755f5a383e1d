/**
 * What may differ between a folded stream and the same interaction fetched whole, stated once:
 *
 * - `signature: ""` is a placeholder of the stream;
 * - `search_type` is only in fetched interactions;
 * - fetched interactions begin with the user's input;
 * - an interaction without steps has no `steps` when fetched, and one that is not stored no `id`;
 * - what is `undefined` here is not there.
 */
export function canonical(interaction: object): unknown {
  const plain = JSON.parse(JSON.stringify(interaction), (key, value: unknown) => {
    if (key === 'signature' && value === '') return undefined;
    if (key === 'search_type') return undefined;
    return value;
  }) as { id?: string; steps?: { type: string }[] };
  const { steps = [], id, ...rest } = plain;
  const first = steps.findIndex((step) => step.type !== 'user_input');
  return { ...rest, ...(id && { id }), steps: first < 0 ? [] : steps.slice(first) };
}
