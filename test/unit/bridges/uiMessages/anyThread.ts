import fc from 'fast-check';
import type { Interaction } from '../../../../src/protocol/Interaction.ts';
import type { Step } from '../../../../src/protocol/Step.ts';

const words = fc.string({ maxLength: 6 });
const filled = fc.string({ minLength: 1, maxLength: 6 });
const base64 = fc.constantFrom('AAAA', 'QUJD');
const json = fc.dictionary(
  filled,
  fc.oneof(fc.integer(), words, fc.constant(null), fc.array(words, { maxLength: 2 })),
  {
    maxKeys: 2,
  },
);

const annotation = fc.oneof(
  fc.record({ type: fc.constant('url_citation'), url: fc.webUrl(), start_index: fc.nat(9), end_index: fc.nat(9) }),
  fc.record({ type: fc.constant('url_citation'), url: fc.webUrl(), title: filled }),
  fc.record({ type: fc.constant('file_citation'), file_name: filled, page_number: fc.nat(9) }),
  fc.record({ type: fc.constant('place_citation'), name: filled, url: fc.webUrl() }),
  fc.record({ type: fc.constant('brand_new'), more: json }),
);
const text = fc
  .record({ type: fc.constant('text'), text: words, annotations: fc.array(annotation, { maxLength: 3 }) })
  .map(({ annotations, ...item }) => (annotations.length > 0 ? { ...item, annotations } : item));
const medium = fc.oneof(
  fc.record({ type: fc.constant('image'), data: base64, mime_type: fc.constant('image/png'), resolution: filled }),
  fc.record({ type: fc.constant('image'), uri: fc.webUrl() }),
  fc.record({ type: fc.constant('audio'), data: base64, mime_type: fc.constant('audio/L16;rate=24000') }),
  fc.record({ type: fc.constant('audio'), data: base64, uri: fc.webUrl(), sample_rate: fc.nat() }),
  fc.record({ type: fc.constant('document'), data: base64, mime_type: fc.constant('image/png') }),
  fc.record({ type: fc.constant('document'), uri: fc.webUrl() }),
  fc.record({ type: fc.constant('video'), uri: fc.webUrl(), mime_type: fc.constant('video/mp4'), name: filled }),
);
const unknownContent = fc.record({ type: fc.constant('hologram'), rays: json });
const content = fc.array(fc.oneof(text, medium, unknownContent), { maxLength: 3 });
const summary = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('text'), text: words }),
    medium.filter(({ type }) => type === 'image'),
  ),
  { maxLength: 3 },
);
const signature = fc.option(fc.record({ signature: filled }), { nil: {} });

const more = fc.option(fc.record({ error: json }), { nil: {} });

const answer = fc
  .tuple(content, more)
  .map(([items, fields]): Step[] => [{ type: 'model_output', content: items, ...fields } as Step]);
const thought = fc
  .tuple(summary, signature)
  .map(([items, signed]): Step[] => [{ type: 'thought', summary: items, ...signed } as Step]);
const unknownStep = fc
  .record({ type: fc.constantFrom('brand_new', 'tool_call'), payload: json })
  .map((step): Step[] => [step]);

/** A call of one of the server's own tools, with its result or without. */
const serverTool = (id: string) =>
  fc
    .tuple(
      fc.constantFrom('google_search', 'code_execution', 'url_context', 'retrieval', 'mcp_server_tool'),
      fc.record({
        result: fc.oneof(words, fc.array(json, { maxLength: 2 })),
        isError: fc.boolean(),
        has: fc.boolean(),
      }),
      json,
      signature,
    )
    .map(([tool, { result, isError, has }, args, signed]): Step[] => {
      const named = tool === 'mcp_server_tool' ? { name: 'read', server_name: 'files' } : {};
      const call = { type: `${tool}_call`, id, ...named, arguments: args, ...signed };
      const answered = {
        type: `${tool}_result`,
        call_id: id,
        ...named,
        result,
        ...(isError && { is_error: true }),
        ...signed,
      };
      return has ? [call, answered] : [call];
    });

/** Function calls that the host answers: the results are the next interaction's input. */
const hostCalls = (id: string) =>
  fc
    .array(fc.tuple(filled, json, fc.oneof(words, json), fc.boolean()), { minLength: 1, maxLength: 2 })
    .map((calls) => ({
      asked: calls.map(([name, args], n): Step => ({ type: 'function_call', id: `${id}.${n}`, name, arguments: args })),
      told: calls.map(([name, , result, isError], n): Step => ({
        type: 'function_result',
        call_id: `${id}.${n}`,
        name,
        result,
        ...(isError && { is_error: true }),
      })),
    }));

const steps = (id: string) =>
  fc
    .array(fc.nat(3), { maxLength: 4 })
    .chain((kinds) =>
      fc.tuple(...kinds.map((kind, n) => [answer, thought, unknownStep, serverTool(`${id}.s${n}`)][kind] ?? answer)),
    )
    .map((lists) => lists.flat());

/** One turn: what the user said, rounds of calls, and the end. */
const turn = (id: string) =>
  fc
    .tuple(content, fc.array(fc.tuple(steps(`${id}.a`), hostCalls(`${id}.h`)), { maxLength: 2 }), steps(`${id}.z`))
    .map(([said, rounds, last]): Interaction[] => {
      let input: Step[] = [{ type: 'user_input', content: said } as Step];
      const interactions = rounds.map(([before, { asked, told }], n): Interaction => {
        const renumbered = (step: Step) => ({
          ...step,
          ...('id' in step && { id: `${String(step.id)}r${n}` }),
          ...('call_id' in step && { call_id: `${String(step.call_id)}r${n}` }),
        });
        const interaction = {
          id: `${id}-${n}`,
          status: 'requires_action',
          input,
          steps: [...before.map(renumbered), ...asked.map(renumbered)],
        };
        input = told.map(renumbered);
        return interaction as Interaction;
      });
      return [...interactions, { id, status: 'completed', model: 'gemini', input, steps: last }];
    });

/** Threads as the API stores them, in the forms that are not open to doubt. */
export const anyThread: fc.Arbitrary<Interaction[]> = fc
  .nat(3)
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => turn(`t${n}`))))
  .map((turns) => turns.flat());
