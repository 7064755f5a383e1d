import type { ComponentType } from 'react';
import { JsonView } from '../../../src/components/parts/JsonView.tsx';
import * as library from '../../../src/index.ts';

/** A component, and props with which it draws something. */
export interface Sample {
  Component: ComponentType<Record<string, unknown>>;
  props: Record<string, unknown>;
}

const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const text = { type: 'text', text: 'Some **text** with a [link](https://example.com).' };
const image = { type: 'image', data: GIF, mime_type: 'image/gif' };

const PROPS: { [name: string]: Record<string, unknown> } = {
  InteractionSteps: { steps: [{ type: 'model_output', content: [text] }] },
  InteractionScroll: { children: 'A thread.' },
  UsageDetails: { usage: { total_input_tokens: 12, total_output_tokens: 34 } },
  UserInput: { step: { type: 'user_input', content: [text, image] } },
  ModelOutput: { step: { type: 'model_output', content: [text, image] } },
  ThoughtSummary: { step: { type: 'thought', summary: [text] } },
  FunctionCallCard: {
    call: { type: 'function_call', id: 'a', name: 'f', arguments: { a: 1 } },
    result: { type: 'function_result', call_id: 'a', result: [text] },
  },
  SearchResultCard: {
    call: { type: 'google_search_call', id: 's', arguments: { queries: ['q'] } },
    result: { type: 'google_search_result', call_id: 's', result: [{ search_suggestions: '<b>x</b>' }] },
  },
  SearchSuggestions: { html: '<b>x</b>' },
  ToolCard: { call: { type: 'code_execution_call', id: 'c', arguments: { code: 'print(1)' } } },
  UnknownStep: { step: { type: 'hologram_call' } },
  ErrorNotice: { error: { type: 'http', message: 'The server answered 500.', retryable: true, code: 'api_error' } },
  Notice: { children: 'Something is so.' },
  ContentItems: { content: [text, image] },
  ImageStep: { content: image },
  AudioItem: { content: { type: 'audio', data: 'AAAA', mime_type: 'audio/l16; rate=24000' } },
  VideoItem: { content: { type: 'video', uri: 'https://example.com/a.mp4' } },
  DocumentItem: { content: { type: 'document', data: 'AAAA', mime_type: 'application/pdf' } },
  Markdown: { text: text.text },
  SafeLink: { href: 'https://example.com', children: 'Example' },
  Sources: { sources: [{ key: 'a', number: 1, title: 'Example', url: 'https://example.com' }] },
  Transcript: {
    content: { ...text, annotations: [{ type: 'speech_metadata', speaker: 'spk:0', style: 'calm', end_index: 9 }] },
  },
  JsonAnswer: { text: '{"a":[1,2,{"b":null}]}' },
  JsonView: { value: { a: 1 } },
};

/** What the library exports that begins with a capital and is no component with a root element of its own. */
const OTHERS = new Set(['InteractionProvider', 'InteractionStreamError', 'InteractionEventStream']);

const components: { [name: string]: unknown } = { ...library, JsonView };

/** Every component that the library exports. One without a sample here fails the conformance test. */
export const samples: [name: string, sample: Sample | undefined][] = Object.keys(components)
  .filter((name) => /^[A-Z]/.test(name) && !OTHERS.has(name))
  .map((name) => {
    const props = PROPS[name];
    return [name, props && { Component: components[name] as Sample['Component'], props }];
  });
