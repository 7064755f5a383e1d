import { useEffect, useState, type SyntheticEvent } from 'react';
import {
  type FunctionCallStep,
  type InteractionInput,
  type InteractionStreamHandle,
  type StepEntry,
  selectPendingCalls,
  useInteractionSelector,
} from '../src/index.ts';
import { demoFunctions } from './demoFunctions.ts';

interface FunctionResultsProps {
  stream: InteractionStreamHandle;
  /** Run the demo functions without asking. */
  isAutomatic: boolean;
}

/** Long enough to see that the model waits. */
const DEMO_DURATION = 600;

/** Plays the host while the model waits for function results: demo functions are run, for the rest the reader is asked. */
export function FunctionResults({ stream, isAutomatic }: FunctionResultsProps) {
  const calls = useInteractionSelector(stream, selectPendingCalls);
  const { send } = stream;
  const canRunAll = isAutomatic && calls.length > 0 && calls.every(canRun);

  useEffect(() => {
    if (!canRunAll) return;
    const timer = setTimeout(() => void send(calls.map((call) => resultOf(call, run(call), false))), DEMO_DURATION);
    return () => clearTimeout(timer);
  }, [calls, canRunAll, send]);

  if (calls.length === 0 || canRunAll) return null;
  return <ResultForm key={calls[0]?.key} calls={calls} onSend={(results) => void send(results)} />;
}

interface Answer {
  text: string;
  isError: boolean;
}

function ResultForm({
  calls,
  onSend,
}: {
  calls: readonly StepEntry<FunctionCallStep>[];
  onSend: (results: InteractionInput) => void;
}) {
  const [answers, setAnswers] = useState<{ [key: string]: Answer }>({});
  const answerTo = (call: StepEntry<FunctionCallStep>) => answers[call.key] ?? suggestAnswer(call);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSend(
      calls.map((call) => {
        const { text, isError } = answerTo(call);
        return resultOf(call, parse(text), isError);
      }),
    );
  };

  return (
    <form className="pg-results" onSubmit={submit} aria-label="Function results">
      <p className="pg-results-title">
        {calls.length === 1
          ? 'The model waits for a result. What did the function return?'
          : `The model waits for ${calls.length} results. What did the functions return?`}
      </p>
      <div className="pg-results-list">
        {calls.map((call) => {
          const { text, isError } = answerTo(call);
          const change = (changed: Partial<Answer>) =>
            setAnswers({ ...answers, [call.key]: { text, isError, ...changed } });
          const name = call.step.name || 'function';
          return (
            <div key={call.key} className="pg-result">
              <code>{name}</code>
              <textarea
                aria-label={`Result of ${name}`}
                placeholder="JSON or text"
                rows={1}
                spellCheck={false}
                value={text}
                onChange={(event) => change({ text: event.target.value })}
              />
              <label>
                <input
                  type="checkbox"
                  checked={isError}
                  onChange={(event) => change({ isError: event.target.checked })}
                />
                Failed
              </label>
            </div>
          );
        })}
      </div>
      <button type="submit" className="pg-button" data-primary="">
        {calls.length === 1 ? 'Send result' : 'Send results'}
      </button>
    </form>
  );
}

function canRun({ step, argumentsError }: StepEntry<FunctionCallStep>): boolean {
  return argumentsError === undefined && Object.hasOwn(demoFunctions, step.name);
}

function run({ step }: StepEntry<FunctionCallStep>): unknown {
  return demoFunctions[step.name]?.(step.arguments ?? {});
}

function suggestAnswer(call: StepEntry<FunctionCallStep>): Answer {
  if (call.argumentsError !== undefined) return { text: call.argumentsError, isError: true };
  return { text: canRun(call) ? JSON.stringify(run(call)) : '', isError: false };
}

function resultOf({ step }: StepEntry<FunctionCallStep>, result: unknown, isError: boolean) {
  return { type: 'function_result', call_id: step.id, name: step.name, result, ...(isError && { is_error: true }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
