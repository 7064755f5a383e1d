import { describe, expect, it } from 'vitest';
import { completed, created, delta, fold, start, stepsOf, stop } from './events.ts';

/** The step of a type into which these deltas are folded. */
const stepOf = (type: string, fields: object, deltas: readonly object[]) =>
  stepsOf(
    fold([
      created(),
      start(0, type, { ...fields }),
      ...deltas.map((each) => delta(0, { ...each })),
      stop(0),
      completed(),
    ]),
  )[0];

describe('a tool of the server', () => {
  it.each([
    ['google_search_call', { id: 'a' }, { arguments: { queries: ['q'] } }],
    [
      'google_search_result',
      { call_id: 'a' },
      { result: [{ search_suggestions: '<div>' }, { url: 'https://a.example' }], is_error: false },
    ],
    ['google_maps_call', { id: 'a' }, { arguments: { queries: ['q'] } }],
    ['google_maps_result', { call_id: 'a' }, { result: [{ places: [{ name: 'A' }], widget_context_token: 't' }] }],
    ['url_context_call', { id: 'a' }, { arguments: { urls: ['https://a.example'] } }],
    [
      'url_context_result',
      { call_id: 'a' },
      { result: [{ url: 'https://a.example', status: 'paywall' }], is_error: true },
    ],
    ['code_execution_call', { id: 'a' }, { arguments: { code: 'print(1)', language: 'PYTHON' } }],
    ['code_execution_result', { call_id: 'a' }, { result: '1\n', is_error: false }],
    ['file_search_call', { id: 'a' }, {}],
    ['file_search_result', { call_id: 'a' }, { result: [] }],
    ['mcp_server_tool_call', { id: 'a' }, { name: 'n', server_name: 's', arguments: { a: 1 } }],
    ['mcp_server_tool_result', { call_id: 'a' }, { name: 'n', server_name: 's', result: { ok: true } }],
    ['retrieval_call', { id: 'a' }, { arguments: { queries: ['q'] }, retrieval_type: 'rag_store' }],
    ['retrieval_result', { call_id: 'a' }, { is_error: false }],
    ['processing_call', { id: 'a' }, {}],
    ['processing_result', { call_id: 'a' }, {}],
    ['tool_search_call', { id: 'a' }, { arguments: { query: 'q' } }],
    [
      'function_result',
      { call_id: 'a', name: 'f', is_error: false },
      { result: { content: [{ type: 'text', text: 'x' }] } },
    ],
  ])('%s has the same fields whether they come in its start or in its delta', (type, ids, payload) => {
    const whole = { type, ...ids, signature: 'c2ln', ...payload };
    expect(stepOf(type, { ...ids, signature: '' }, [{ type, ...payload, signature: 'c2ln' }])).toEqual(whole);
    expect(stepOf(type, { ...ids, signature: 'c2ln', ...payload }, [])).toEqual(whole);
    expect(stepOf(type, { ...ids, signature: 'c2ln', ...payload }, [{ type, ...payload, signature: '' }])).toEqual(
      whole,
    );
  });

  it.each(['tool_call', 'tool_result', 'tool_search_call', 'tool_search_result'])(
    'knows the deltas of a %s, which no list of steps has',
    (type) => {
      const { steps, unknownCount } = fold([created(), start(0, type), delta(0, { type, name: 'n' }), stop(0)]);
      expect(steps[0]).not.toHaveProperty('unknownDeltas');
      expect(unknownCount).toBe(1);
    },
  );

  it('does not know a delta that only ends like that of a tool', () => {
    const odd = [delta(0, { type: 'odd_call' }), delta(0, { type: 'tool_odd_call' })];
    expect(fold([created(), start(0, 'odd_call'), ...odd]).steps[0]?.unknownDeltas).toHaveLength(2);
  });

  it('takes the delta key by key over its start, arguments too', () => {
    const fields = { id: 'a', arguments: { code: 'old', language: 'python' } };
    expect(
      stepOf('code_execution_call', fields, [{ type: 'code_execution_call', arguments: { code: 'new' } }]),
    ).toEqual({
      type: 'code_execution_call',
      id: 'a',
      arguments: { code: 'new', language: 'python' },
    });
    expect(
      stepOf('function_result', { call_id: 'a', is_error: false }, [{ type: 'function_result', is_error: true }]),
    ).toEqual({
      type: 'function_result',
      call_id: 'a',
      is_error: true,
    });
  });

  it.each([null, [], '', undefined])('keeps a result that it has when the delta brings %j', (result) => {
    const fields = { call_id: 'a', result: [{ url: 'https://a.example' }] };
    const step = stepOf('google_search_result', fields, [{ type: 'google_search_result', result, is_error: false }]);
    expect(step).toEqual({ type: 'google_search_result', ...fields, is_error: false });
  });

  it('may have a result that says only that there was no error', () => {
    expect(
      stepOf('google_search_result', { call_id: 'a' }, [{ type: 'google_search_result', is_error: false }]),
    ).toEqual({
      type: 'google_search_result',
      call_id: 'a',
      is_error: false,
    });
  });

  it('takes what an early dialect has on the step itself', () => {
    expect(stepOf('google_search_call', { id: 'a', query: 'q' }, [])).toEqual({
      type: 'google_search_call',
      id: 'a',
      arguments: { queries: ['q'] },
    });
    expect(stepOf('google_search_result', { call_id: 'a', rendered_content: '<p>' }, [])).toEqual({
      type: 'google_search_result',
      call_id: 'a',
      result: [{ rendered_content: '<p>' }],
    });
  });

  it('takes an id that only the delta has', () => {
    expect(
      stepOf('google_search_call', { id: '' }, [{ type: 'google_search_call', id: 'late', arguments: {} }]),
    ).toMatchObject({ id: 'late' });
  });

  it('of an MCP server may be no more than an id and a signature, and is kept as that', () => {
    expect(stepOf('tool_call', { id: '61nzpsv4', signature: 'c2ln' }, [])).toEqual({
      type: 'tool_call',
      id: '61nzpsv4',
      signature: 'c2ln',
    });
  });

  it('does not overwrite the text of an answer at whose index it comes', () => {
    const state = fold([
      created(),
      start(0, 'model_output', { content: [{ type: 'text', text: 'Hi' }] }),
      delta(0, { type: 'google_search_result', content: [{ type: 'text', text: 'found' }], result: [] }),
    ]);
    expect(stepsOf(state)[0]?.content).toEqual([{ type: 'text', text: 'Hi' }]);
    expect(state.steps[0]?.unknownDeltas).toHaveLength(1);
  });
});
