/** The field in which a step keeps its content items. */
export function listField(step: { readonly type: string }): 'content' | 'summary' {
  return step.type === 'thought' ? 'summary' : 'content';
}
