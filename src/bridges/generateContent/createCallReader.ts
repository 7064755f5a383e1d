import type { KnownContent } from '../../protocol/Content.ts';
import type { FunctionResultStep, Step } from '../../protocol/Step.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { applyPartialArg, type PartialArguments } from './applyPartialArg.ts';
import type { StepWriter } from './createStepWriter.ts';
import { filled, recordOf, recordsOf, textOf } from './fields.ts';
import { toMedium } from './toMedium.ts';

/** Reads function calls and their results. */
export interface CallReader {
  /** Whether the part was one of them. */
  read(part: Wire): boolean;
  /** Whether a call has no result yet. */
  isWaiting(): boolean;
}

export function createCallReader(writer: StepWriter, begin: (step: Step) => number, idOf: () => string): CallReader {
  let waiting: { id: string; name: string }[] = [];
  /** The arguments of the open call, while they come in pieces. */
  let growing: PartialArguments | undefined;

  function readCall(call: Wire, signature: string) {
    const name = textOf(call.name);
    if (!growing || name !== '' || writer.open?.type !== 'function_call') {
      const args = recordOf(call.args);
      const id = textOf(call.id) || idOf();
      begin({ type: 'function_call', id, name, arguments: args, ...filled({ signature }) });
      waiting.push({ id, name });
      growing = { args, growing: new Set() };
    }
    const pieces = recordsOf(call.partialArgs);
    growing = pieces.reduce(applyPartialArg, growing);
    if (pieces.length > 0) writer.add({ type: 'function_call', arguments: growing.args });
    if (call.willContinue === true) return;
    growing = undefined;
    writer.stop();
  }

  /** A result without an id answers the first call of its name that waits. */
  function readResult(response: Wire) {
    const id = textOf(response.id);
    const name = textOf(response.name);
    const call = waiting.find((each) => (id === '' ? each.name === name : each.id === id));
    waiting = waiting.filter((each) => each !== call);
    const { response: value } = response;
    const isError = isWire(value) && 'error' in value && !('output' in value);
    const call_id = call?.id ?? (id || idOf());
    const step: FunctionResultStep = { type: 'function_result', call_id, result: resultOf(response) };
    begin({ ...step, ...filled({ name }), ...(isError && { is_error: true }) });
    writer.stop();
  }

  return {
    read(part) {
      if (isWire(part.functionCall)) readCall(part.functionCall, textOf(part.thoughtSignature));
      else if (isWire(part.functionResponse)) readResult(part.functionResponse);
      else return false;
      return true;
    },
    isWaiting: () => waiting.length > 0,
  };
}

/** What the function returned; with media, as content items. */
function resultOf({ response, parts }: Wire): FunctionResultStep['result'] {
  const media = recordsOf(parts).flatMap((part): KnownContent[] =>
    [toMedium(part)].filter((medium) => medium !== undefined),
  );
  if (media.length === 0) return response ?? {};
  return response === undefined ? media : [{ type: 'text', text: JSON.stringify(response) }, ...media];
}
