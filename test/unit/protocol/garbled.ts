import fc from 'fast-check';

/** Every word that any dialect uses as a key. */
const KEYS = `
  event_type type index step delta content interaction interaction_id id status error errors code message
  usage step_usage metadata total_usage prompt_tokens total_input_tokens prompt_token_count steps outputs
  output text summary signature arguments partial_arguments queries query result search_suggestions
  rendered_content annotations uri url startIndex start_index place_id file_name data mime_type mimeType
  fileUri file_uri inlineData inline_data fileData event_id object model __proto__ toString
`
  .trim()
  .split(/\s+/);

/** Every word that any dialect uses as a value, and some that none does. */
const WORDS = `
  step.start step.delta step.stop interaction.created interaction.completed interaction.status_update
  interaction.start interaction.complete interaction.failed interaction.in_progress interaction.waiting
  interaction.requires_action content.start content.delta content.stop error done [DONE] ping text text_delta
  image audio video document thought thought_summary thought_signature text_annotation text_annotation_delta
  arguments arguments_delta content function_call function_result google_search_call google_search_result
  user_input model_output url_citation place_citation created pending completed image/png audio/l16
  application/pdf interaction 3 constructor unknown
`
  .trim()
  .split(/\s+/);

/**
 * JSON that is made of the right words in the wrong places: what a wire of no dialect at all might send. Nested a few
 * levels, so that each translation meets the results of every other.
 */
export const garbledJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    { weight: 3, arbitrary: fc.constantFrom<unknown>('', ...WORDS) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, 0, 3, 1.5) },
    { weight: 4, arbitrary: tie('object') },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries)),
})).value;

const part = fc.oneof({ weight: 4, arbitrary: garbledJson.filter((value) => typeof value === 'object') }, garbledJson);

/** Events of a known or former type whose every part is garbled. */
export const garbledEvent: fc.Arbitrary<unknown> = fc
  .record(
    {
      event_type: fc.constantFrom(...WORDS.slice(0, 19)),
      index: fc.constantFrom<unknown>(0, '1', null, 'x'),
      step: part,
      delta: part,
      content: garbledJson,
      interaction: part,
      error: garbledJson,
      extra: garbledJson,
    },
    { requiredKeys: ['event_type'] },
  )
  .map(({ extra, ...event }) => ({ ...(typeof extra === 'object' ? extra : {}), ...event }));

export const eventName: fc.Arbitrary<string | undefined> = fc.option(
  fc.oneof(fc.constantFrom('', 'message', ...WORDS), fc.string()),
  { nil: undefined },
);
