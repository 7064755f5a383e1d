import type { InteractionInput } from '../../protocol/CreateInteractionParams.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { toInputSteps } from '../../store/thread/toInputSteps.ts';
import { filled, recordsOf, textOf } from './fields.ts';
import type { GenerateContentTurn } from './GenerateContentChunk.ts';

/**
 * The `contents` of a `generateContent` request, for the `input` of an interaction: text, content items, or steps. A thread
 * whose interactions have no id, as those of {@link fromGenerateContent}, sends its whole history as `input` with every turn.
 *
 * Kept are what was said, shown and called, code that ran, and thought signatures. Left out are the words of thoughts, what
 * the other server-side tools did, and calls without a result, which the API refuses.
 */
export function toContents(input: InteractionInput): GenerateContentTurn[] {
  const steps = recordsOf(toInputSteps(input));
  const turns: GenerateContentTurn[] = [];
  const names = new Map(steps.map(({ type, id, name }) => [type === 'function_call' ? id : undefined, textOf(name)]));
  const answered = new Set(steps.map(({ type, call_id }) => type === 'function_result' && call_id));
  /** Of the last thought: the part that follows carries it. */
  let signature = '';

  for (const step of steps) {
    const role = step.type === 'user_input' || step.type === 'function_result' ? 'user' : 'model';
    if (role === 'user') signature = '';
    const own = textOf(step.signature);
    if (step.type === 'thought') signature = own || signature;
    const [first, ...rest] = step.type === 'function_call' && !answered.has(step.id) ? [] : partsOf(step, names);
    if (!first) continue;
    const parts = [{ ...first, ...filled({ thoughtSignature: own || signature }) }, ...rest];
    signature = '';
    const last = turns.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else turns.push({ role, parts });
  }
  return turns;
}

function partsOf(step: Wire, names: ReadonlyMap<unknown, string>): object[] {
  const { type, id, call_id, name, arguments: args, result, is_error: isError } = step;
  switch (type) {
    case 'user_input':
    case 'model_output':
      return recordsOf(step.content).flatMap(toPart);
    case 'function_call':
      return [{ functionCall: { id, name, args } }];
    case 'function_result': {
      const response = isWire(result) ? result : { [isError === true ? 'error' : 'output']: result };
      return [{ functionResponse: { id: call_id, name: textOf(name) || names.get(call_id), response } }];
    }
    case 'code_execution_call':
      return [{ executableCode: { code: isWire(args) ? args.code : '', language: 'PYTHON' } }];
    case 'code_execution_result':
      return [{ codeExecutionResult: { outcome: `OUTCOME_${isError === true ? 'FAILED' : 'OK'}`, output: result } }];
    default:
      return [];
  }
}

function toPart({ text, data, uri, mime_type: mimeType }: Wire): object[] {
  if (textOf(text) !== '') return [{ text }];
  if (textOf(data) !== '') return [{ inlineData: { data, mimeType } }];
  return textOf(uri) === '' ? [] : [{ fileData: { fileUri: uri, mimeType } }];
}
