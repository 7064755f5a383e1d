import type { KnownAnnotation } from '../../../src/protocol/Annotation.ts';
import type { KnownContent } from '../../../src/protocol/Content.ts';
import type { InteractionSSEEventInteraction } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { KnownStep, Step } from '../../../src/protocol/Step.ts';
import type { KnownDelta } from '../../../src/protocol/StepDelta.ts';

/** Every field there, at every depth: what the protocol learns must be attacked too, or this file does not compile. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T;
type ByType<Union extends { type: string }> = { [Type in Union['type']]: Whole<Extract<Union, { type: Type }>> };

/** The smallest picture that a browser draws. */
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const range = { start_index: 0, end_index: 3 };

/** Each annotation of the protocol, with a hostile text in each of its fields. */
function annotationsOf(bad: string): KnownAnnotation[] {
  const reviews = [{ title: bad, url: bad, review_id: bad }];
  const all: ByType<KnownAnnotation> = {
    url_citation: { ...range, type: 'url_citation', url: bad, title: bad },
    file_citation: {
      ...range,
      type: 'file_citation',
      document_uri: bad,
      file_name: bad,
      source: bad,
      page_number: 1,
      media_id: bad,
      custom_metadata: { [bad]: bad },
    },
    place_citation: { ...range, type: 'place_citation', place_id: bad, name: bad, url: bad, review_snippets: reviews },
    speech_metadata: { ...range, type: 'speech_metadata', speaker: bad, style: bad },
    word_info: { ...range, type: 'word_info', text: bad, speaker: bad, start_offset: bad, end_offset: bad },
  };
  return Object.values(all);
}

/** What may be made of a hostile text in markdown. */
const markdownOf = (bad: string) =>
  [
    bad,
    `[a](${bad}) ![b](${bad})`,
    `[a](<${bad}>) ![b](<${bad}>) <${bad}> [c][ref] ![d][ref]`,
    `| ${bad} |\n|---|\n| ${bad} |`,
  ].join('\n\n') + `\n\n\`\`\`${bad}\n${bad}\n\`\`\`\n\n[ref]: <${bad}>\n`;

/** Each content item of the protocol, inline and by reference, and one that nobody knows. */
function contentOf(bad: string): KnownContent[] {
  const processing = { type: 'static', start_offset: bad, end_offset: bad, fps: 1 } as const;
  const byUri: ByType<KnownContent> = {
    text: { type: 'text', text: markdownOf(bad), annotations: annotationsOf(bad) as never },
    image: { type: 'image', uri: bad, data: '', mime_type: bad, resolution: bad },
    audio: { type: 'audio', uri: bad, data: '', mime_type: bad, sample_rate: 1, channels: 1 },
    video: { type: 'video', uri: bad, data: '', mime_type: bad, name: bad, processing, resolution: bad },
    document: { type: 'document', uri: bad, data: '', mime_type: bad },
  };
  const { text: _, ...media } = byUri;
  const inline = Object.values(media).flatMap((item) => [
    { ...item, uri: '', data: bad },
    { ...item, uri: '', data: GIF },
  ]);
  return [
    ...Object.values(byUri),
    ...inline,
    { type: 'hologram', name: bad, uri: bad, text: bad } as never,
  ] as KnownContent[];
}

/** JSON as an attacker would write it: the text as value and as key, and what it says when it is JSON itself. */
function valueOf(bad: string): { [key: string]: unknown } {
  let parsed: unknown = bad;
  try {
    parsed = JSON.parse(bad);
  } catch {
    // Most of them are no JSON.
  }
  return { text: bad, parsed, list: [bad, [bad]], ...JSON.parse(`{${JSON.stringify(bad)}:{"polluted":true}}`) };
}

/** Each step of the protocol, with a hostile text in each of its fields, and some that nobody knows. */
export function hostileSteps(bad: string): Step[] {
  const signature = bad;
  const content = contentOf(bad);
  /** What is drawn by the same component as all of it. */
  const part = content.slice(0, 2);
  const args = valueOf(bad);
  const call = { id: bad, signature };
  const result = { call_id: bad, is_error: false, signature };
  const rows = [{ search_suggestions: bad, url: bad, title: bad, rendered_content: bad }];
  const reviews = [{ title: bad, url: bad, review_id: bad }];
  const places = [
    { places: [{ name: bad, place_id: bad, url: bad, review_snippets: reviews }], widget_context_token: bad },
  ];
  const all: {
    [Type in KnownStep['type']]: { [Key in keyof Required<Extract<KnownStep, { type: Type }>>]: unknown } & {
      type: Type;
    };
  } = {
    user_input: { type: 'user_input', content },
    model_output: { type: 'model_output', content, error: { code: 7, message: bad, details: [args] } },
    thought: { type: 'thought', summary: content, signature },
    function_call: { ...call, type: 'function_call', name: bad, arguments: args },
    function_result: { ...result, type: 'function_result', name: bad, result: part },
    code_execution_call: { ...call, type: 'code_execution_call', arguments: { code: bad, language: bad } },
    code_execution_result: { ...result, type: 'code_execution_result', result: bad },
    url_context_call: { ...call, type: 'url_context_call', arguments: { urls: [bad] } },
    url_context_result: { ...result, type: 'url_context_result', result: [{ url: bad, status: bad }] },
    google_search_call: { ...call, type: 'google_search_call', arguments: { queries: [bad] }, search_type: bad },
    google_search_result: { ...result, type: 'google_search_result', result: rows, content: part },
    google_maps_call: { ...call, type: 'google_maps_call', arguments: { queries: [bad] } },
    google_maps_result: { type: 'google_maps_result', call_id: bad, signature, result: places },
    file_search_call: { ...call, type: 'file_search_call' },
    file_search_result: { type: 'file_search_result', call_id: bad, signature },
    mcp_server_tool_call: { ...call, type: 'mcp_server_tool_call', name: bad, server_name: bad, arguments: args },
    mcp_server_tool_result: { ...result, type: 'mcp_server_tool_result', name: bad, server_name: bad, result: args },
    retrieval_call: { ...call, type: 'retrieval_call', arguments: { queries: [bad] }, retrieval_type: bad },
    retrieval_result: { ...result, type: 'retrieval_result' },
    processing_call: { ...call, type: 'processing_call' },
    processing_result: { type: 'processing_result', call_id: bad, signature },
  };
  return [
    ...Object.values(all),
    { type: 'function_call', id: 'b', name: 'f', arguments: bad },
    { type: 'function_result', call_id: 'b', name: 'f', result: bad, is_error: true },
    { type: 'code_execution_result', call_id: 'alone', result: part, is_error: true },
    { type: 'tool_call', id: bad, name: bad, arguments: args },
    { type: 'hologram', text: bad, content: part, ...args },
    { type: bad, content: bad },
  ] as Step[];
}

/** Each delta of the protocol, with a hostile text in each of its fields. */
export function hostileDeltas(bad: string): KnownDelta[] {
  const steps = Object.fromEntries(hostileSteps(bad).map((step) => [step.type, step])) as { [type: string]: object };
  const [text, image, audio, video, document] = contentOf(bad) as object[];
  const all: { [Type in KnownDelta['type']]: object } = {
    text: { text: markdownOf(bad), annotations: annotationsOf(bad) },
    image: image ?? {},
    audio: { ...audio, rate: 1 },
    video: video ?? {},
    document: document ?? {},
    text_annotation_delta: { annotations: annotationsOf(bad) },
    thought_summary: { content: text, signature: bad },
    thought_signature: { signature: bad },
    arguments_delta: { arguments: JSON.stringify(valueOf(bad)) },
    function_result: steps.function_result ?? {},
    code_execution_call: steps.code_execution_call ?? {},
    code_execution_result: steps.code_execution_result ?? {},
    url_context_call: steps.url_context_call ?? {},
    url_context_result: steps.url_context_result ?? {},
    google_search_call: steps.google_search_call ?? {},
    google_search_result: steps.google_search_result ?? {},
    google_maps_call: steps.google_maps_call ?? {},
    google_maps_result: steps.google_maps_result ?? {},
    file_search_call: steps.file_search_call ?? {},
    file_search_result: { ...steps.file_search_result, result: [valueOf(bad)] },
    mcp_server_tool_call: steps.mcp_server_tool_call ?? {},
    mcp_server_tool_result: steps.mcp_server_tool_result ?? {},
    retrieval_call: steps.retrieval_call ?? {},
    retrieval_result: steps.retrieval_result ?? {},
    processing_call: steps.processing_call ?? {},
    processing_result: steps.processing_result ?? {},
  };
  return Object.entries(all).map(([type, fields]) => ({ ...fields, type }) as KnownDelta);
}

/** An interaction's own fields, hostile all. */
export function hostileInteraction(bad: string): Whole<Omit<InteractionSSEEventInteraction, 'steps' | 'usage'>> {
  return {
    id: bad,
    status: 'failed',
    model: bad,
    agent: bad,
    created: bad,
    updated: bad,
    object: bad,
    service_tier: bad,
    continuation_token: bad,
    environment_id: bad,
    errors: [{ code: bad, message: bad }],
  };
}
