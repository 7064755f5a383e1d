import type { CodeExecutionResultStep, Step } from '../../protocol/Step.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { StepWriter } from './createStepWriter.ts';
import { filled, recordOf, textOf } from './fields.ts';

/** A server-side search whose steps were written. */
export interface ToolSearch {
  readonly id: string;
  /** Its result, if that has come: the index of the step, and its rows. */
  result?: { readonly index: number; readonly rows: readonly Wire[] };
}

/** Reads what the server did: code that it ran, and other tools of its own. */
export interface ToolReader {
  /** Whether the part was one of them. */
  read(part: Wire): boolean;
  /** The last Google search that came as parts. */
  readonly search: ToolSearch | undefined;
  /** Another answer begins. */
  reset(): void;
}

/** The tools by their `toolType`, and the steps' word for them. */
const TOOLS: { readonly [toolType: string]: string } = {
  GOOGLE_SEARCH_WEB: 'google_search',
  GOOGLE_SEARCH_IMAGE: 'google_search',
  URL_CONTEXT: 'url_context',
  GOOGLE_MAPS: 'google_maps',
  FILE_SEARCH: 'file_search',
  MEDIA_PROCESSING: 'processing',
};

export function createToolReader(writer: StepWriter, begin: (step: Step) => number, idOf: () => string): ToolReader {
  let lastId = '';
  let code: CodeExecutionResultStep | undefined;
  let search: ToolSearch | undefined;

  function readCode({ id, code: text, language }: Wire, signature: string) {
    lastId = textOf(id) || idOf();
    const word = textOf(language).toLowerCase();
    const args = filled({ code: textOf(text), language: word === 'language_unspecified' ? '' : word });
    begin({ type: 'code_execution_call', id: lastId, arguments: args, ...filled({ signature }) });
    writer.stop();
    code = undefined;
  }

  /** Code that prints and then fails has two results; they are one step. */
  function readOutput({ id, outcome, output }: Wire) {
    const call_id = textOf(id) || lastId || idOf();
    const isError = typeof outcome === 'string' && /FAILED|DEADLINE/.test(outcome);
    if (code && writer.open?.type === 'code_execution_result' && code.call_id === call_id) {
      const result = textOf(code.result) + textOf(output);
      code = { ...code, result, ...(isError && { is_error: true }) };
      return writer.add({ type: 'code_execution_result', result, ...(isError && { is_error: true }) });
    }
    code = { type: 'code_execution_result', call_id, result: textOf(output), ...(isError && { is_error: true }) };
    begin(code);
  }

  function readTool({ toolType, id, args, response }: Wire, suffix: 'call' | 'result', signature: string) {
    const tool = TOOLS[textOf(toolType)] ?? (textOf(toolType).toLowerCase() || 'tool');
    const isCall = suffix === 'call';
    if (isCall) lastId = textOf(id) || idOf();
    const of = isCall ? lastId : textOf(id) || lastId;
    const rows = response === undefined ? [] : [recordOf(response)];
    const search_type = toolType === 'GOOGLE_SEARCH_IMAGE' && isCall ? 'image_search' : '';
    const fields = isCall ? { id: of, arguments: recordOf(args) } : { call_id: of, result: rows };
    const index = begin({ type: `${tool}_${suffix}`, ...fields, ...filled({ search_type, signature }) });
    writer.stop();
    if (tool !== 'google_search') return;
    search = isCall || search?.id !== of ? { id: of } : search;
    if (!isCall) search.result = { index, rows };
  }

  return {
    get search() {
      return search;
    },
    read(part) {
      const { executableCode, codeExecutionResult, toolCall, toolResponse } = part;
      const signature = textOf(part.thoughtSignature);
      if (isWire(executableCode)) readCode(executableCode, signature);
      else if (isWire(codeExecutionResult)) readOutput(codeExecutionResult);
      else if (isWire(toolCall)) readTool(toolCall, 'call', signature);
      else if (isWire(toolResponse)) readTool(toolResponse, 'result', signature);
      else return false;
      return true;
    },
    reset() {
      search = undefined;
    },
  };
}
