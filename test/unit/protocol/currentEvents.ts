import type { KnownEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { KnownStep, KnownStepType } from '../../../src/protocol/Step.ts';
import type { KnownDelta } from '../../../src/protocol/StepDelta.ts';
import type { Usage } from '../../../src/protocol/Usage.ts';

const usage: Usage = {
  total_tokens: 412,
  total_input_tokens: 31,
  input_tokens_by_modality: [{ modality: 'text', tokens: 31 }],
  total_output_tokens: 96,
  total_thought_tokens: 285,
  total_cached_tokens: 0,
  total_tool_use_tokens: 0,
  grounding_tool_count: [{ type: 'google_search', count: 2, search_query_count: 3 }],
  raw_prompt_token: 31,
  model_invocation_token_counts: [{ prompt_tokens_details: [], candidates_tokens_details: [] }],
};

const png = 'iVBORw0KGgo=';

/** One step of every type, filled as an interaction that was fetched whole has it. */
export const currentSteps: { [Type in KnownStepType]: Extract<KnownStep, { type: Type }> } = {
  user_input: { type: 'user_input', content: [{ type: 'text', text: 'Which lake is the deepest?' }] },
  model_output: {
    type: 'model_output',
    content: [
      {
        type: 'text',
        text: 'Lake Baikal.',
        annotations: [
          {
            type: 'url_citation',
            url: 'https://example.org/baikal',
            title: 'example.org',
            start_index: 0,
            end_index: 12,
          },
          { type: 'file_citation', document_uri: 'files/lakes', file_name: 'lakes.pdf', page_number: 3 },
          { type: 'place_citation', place_id: 'p1', name: 'Baikal', url: 'https://maps.example.org/p1' },
          { type: 'speech_metadata', speaker: 'spk:0' },
          { type: 'word_info', text: 'Lake', start_offset: '0.300s', end_offset: '0.680s' },
        ],
      },
      { type: 'image', data: png, mime_type: 'image/png' },
      { type: 'audio', data: 'QQ==', mime_type: 'audio/l16', sample_rate: 24_000, channels: 1 },
      { type: 'video', uri: 'https://example.org/v1/files/lake:download?alt=media', mime_type: 'video/mp4' },
      { type: 'document', uri: 'files/lakes', mime_type: 'application/pdf' },
    ],
    error: { code: 11, message: 'Output limit reached.' },
  },
  thought: {
    type: 'thought',
    signature: 'c2lnbmVk',
    summary: [
      { type: 'text', text: '**Comparing depths**\n\nBaikal reaches 1,642 m.\n\n\n' },
      { type: 'image', data: png, mime_type: 'image/png' },
    ],
  },
  function_call: { type: 'function_call', id: 'call_1', name: 'depth_of', arguments: { lake: 'Baikal' } },
  function_result: { type: 'function_result', call_id: 'call_1', name: 'depth_of', result: { metres: 1642 } },
  code_execution_call: { type: 'code_execution_call', id: 'c1', arguments: { code: 'print(2)', language: 'python' } },
  code_execution_result: { type: 'code_execution_result', call_id: 'c1', result: '2\n', is_error: false },
  url_context_call: { type: 'url_context_call', id: 'u1', arguments: { urls: ['https://example.org'] } },
  url_context_result: {
    type: 'url_context_result',
    call_id: 'u1',
    result: [{ url: 'https://example.org', status: 'paywall' }],
  },
  google_search_call: {
    type: 'google_search_call',
    id: 's1',
    arguments: { queries: ['deepest lake'] },
    search_type: 'web_search',
  },
  google_search_result: {
    type: 'google_search_result',
    call_id: 's1',
    result: [{ search_suggestions: '<div>deepest lake</div>' }],
    signature: 'c2lnbmVk',
  },
  google_maps_call: { type: 'google_maps_call', id: 'm1', arguments: { queries: ['Baikal'] } },
  google_maps_result: { type: 'google_maps_result', call_id: 'm1', result: [{ places: [{ name: 'Baikal' }] }] },
  file_search_call: { type: 'file_search_call', id: 'f1' },
  file_search_result: { type: 'file_search_result', call_id: 'f1' },
  mcp_server_tool_call: {
    type: 'mcp_server_tool_call',
    id: 'x1',
    name: 'lookup',
    server_name: 'atlas',
    arguments: { q: 'Baikal' },
  },
  mcp_server_tool_result: { type: 'mcp_server_tool_result', call_id: 'x1', result: 'found' },
  retrieval_call: { type: 'retrieval_call', id: 'r1', arguments: { queries: ['lakes'] }, retrieval_type: 'rag_store' },
  retrieval_result: { type: 'retrieval_result', call_id: 'r1', is_error: false },
  processing_call: { type: 'processing_call', id: 'p1' },
  processing_result: { type: 'processing_result', call_id: 'p1' },
};

/** Steps as `step.start` brings them. */
const startedSteps: readonly KnownStep[] = [
  { type: 'model_output' },
  { type: 'thought' },
  { type: 'thought', signature: '', summary: [] },
  { type: 'function_call', id: 'call_1', name: 'depth_of', arguments: {}, signature: '' },
  { type: 'google_search_call', id: 's1', signature: '' } as KnownStep,
  { type: 'google_search_result', call_id: 's1', signature: '' } as KnownStep,
];

/** One delta of every type, and the shapes that real streams give some of them. */
export const currentDeltas: { [Type in KnownDelta['type']]: readonly Extract<KnownDelta, { type: Type }>[] } = {
  text: [
    { type: 'text', text: 'Lake ' },
    { type: 'text', text: '' },
  ],
  image: [
    { type: 'image', data: png, mime_type: 'image/png' },
    { type: 'image', data: 'AAAA' },
  ],
  audio: [
    { type: 'audio', data: 'QQ==', mime_type: 'audio/l16', rate: 24_000 },
    { type: 'audio', data: 'QkM=' },
  ],
  video: [{ type: 'video', uri: 'https://example.org/v1/files/lake', mime_type: 'video/mp4' }],
  document: [{ type: 'document', uri: 'files/lakes', mime_type: 'application/pdf' }],
  text_annotation_delta: [
    {
      type: 'text_annotation_delta',
      annotations: [{ type: 'url_citation', url: 'https://example.org', end_index: 4 }],
    },
    { type: 'text_annotation_delta' },
  ],
  thought_summary: [
    { type: 'thought_summary', content: { type: 'text', text: '**Comparing depths**\n\n\n' } },
    { type: 'thought_summary' },
  ],
  thought_signature: [
    { type: 'thought_signature', signature: 'c2lnbmVk' },
    { type: 'thought_signature', signature: '' },
  ],
  arguments_delta: [{ type: 'arguments_delta', arguments: '{"lake":' }, { type: 'arguments_delta' }],
  function_result: [{ type: 'function_result', is_error: false, result: [{ type: 'text', text: '1642' }] }],
  code_execution_call: [{ type: 'code_execution_call', arguments: { code: 'print(2)' }, signature: 'c2ln' }],
  code_execution_result: [{ type: 'code_execution_result', result: '2\n', is_error: false }],
  url_context_call: [{ type: 'url_context_call', arguments: { urls: ['https://example.org'] } }],
  url_context_result: [{ type: 'url_context_result', result: [{ url: 'https://example.org', status: 'success' }] }],
  google_search_call: [{ type: 'google_search_call', arguments: { queries: ['deepest lake'] }, signature: 'c2ln' }],
  google_search_result: [
    { type: 'google_search_result', result: [{ search_suggestions: '<div>lake</div>' }], is_error: false },
    { type: 'google_search_result', is_error: false, signature: 'c2ln' } as Extract<
      KnownDelta,
      { type: 'google_search_result' }
    >,
  ],
  google_maps_call: [{ type: 'google_maps_call', arguments: { queries: ['Baikal'] } }],
  google_maps_result: [{ type: 'google_maps_result', result: [{ places: [{ name: 'Baikal' }] }] }],
  file_search_call: [{ type: 'file_search_call' }],
  file_search_result: [{ type: 'file_search_result', result: [] }],
  mcp_server_tool_call: [
    { type: 'mcp_server_tool_call', name: 'lookup', server_name: 'atlas', arguments: { q: 'Baikal' } },
  ],
  mcp_server_tool_result: [{ type: 'mcp_server_tool_result', result: 'found' }],
  retrieval_call: [{ type: 'retrieval_call', arguments: { queries: ['lakes'] } }],
  retrieval_result: [{ type: 'retrieval_result', is_error: false }],
  processing_call: [{ type: 'processing_call' }],
  processing_result: [{ type: 'processing_result' }],
};

const interaction = { id: 'v1_lake', status: 'in_progress', object: 'interaction', model: 'gemini-3-flash' };

/** Every event in the current words: each type, with each step and each delta. Deeply frozen. */
export const currentEvents: readonly KnownEvent[] = deepFreeze<KnownEvent[]>([
  { event_type: 'interaction.created', interaction },
  { event_type: 'interaction.created', interaction: { id: '', status: 'in_progress' }, event_id: 'e1' },
  { event_type: 'interaction.status_update', interaction_id: 'v1_lake', status: 'in_progress' },
  { event_type: 'interaction.status_update', interaction_id: '', status: 'budget_exceeded', usage },
  { event_type: 'interaction.status_update', interaction_id: 'v1_lake', status: 'a_status_of_tomorrow' },
  ...[...startedSteps, ...Object.values(currentSteps)].map((step, index): KnownEvent => ({
    event_type: 'step.start',
    index,
    step,
  })),
  ...Object.values(currentDeltas)
    .flat()
    .map((delta: KnownDelta, index): KnownEvent => ({ event_type: 'step.delta', index, delta })),
  {
    event_type: 'step.delta',
    index: 0,
    delta: { type: 'text', text: 'Baikal' },
    metadata: { total_usage: usage },
    event_id: 'e2',
  },
  { event_type: 'step.stop', index: 0 },
  { event_type: 'step.stop', index: 7, usage, step_usage: usage },
  { event_type: 'interaction.completed', interaction: { ...interaction, status: 'completed', usage } },
  {
    event_type: 'interaction.completed',
    interaction: { ...interaction, status: 'requires_action', steps: Object.values(currentSteps) },
  },
  {
    event_type: 'interaction.completed',
    interaction: { ...interaction, status: 'failed', errors: [{ code: 'api_error', message: 'It broke.' }] },
  },
  { event_type: 'error', error: { code: 'gateway_timeout', message: 'The deadline passed.' } },
  { event_type: 'error' },
]);

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
