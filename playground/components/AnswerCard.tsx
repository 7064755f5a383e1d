import { useState, type SyntheticEvent } from 'react';
import { type FunctionCallAnswer, FunctionCallCard, type FunctionCallProps } from '../../src/index.ts';
import { demoResult } from '../demoFunctions.ts';
import { usePlaygroundStream } from '../PlaygroundStream.ts';

/** The library's card, and in it a form for the result of a call that the page does not run. */
export function AnswerCard(props: FunctionCallProps) {
  const { call, decision, respond } = props;
  const { store } = usePlaygroundStream();
  // A moment of the past has nothing to send with, and cannot be answered.
  const isNow = store.getOptions().transport !== undefined;
  const isAsked = isNow && respond && decision?.status !== 'needs_approval';
  return (
    <FunctionCallCard {...props} respond={isNow ? respond : undefined}>
      {isAsked && (
        <AnswerForm
          name={call?.name || 'function'}
          suggestion={props.argumentsError ?? demoResult(call?.name ?? '', call?.arguments ?? {})}
          isError={props.argumentsError !== undefined}
          onAnswer={respond}
        />
      )}
    </FunctionCallCard>
  );
}

interface AnswerFormProps {
  name: string;
  /** What to begin with. */
  suggestion: unknown;
  isError: boolean;
  onAnswer: (answer: FunctionCallAnswer) => void;
}

function AnswerForm({ name, suggestion, isError, onAnswer }: AnswerFormProps) {
  const [text, setText] = useState(typeof suggestion === 'string' ? suggestion : (JSON.stringify(suggestion) ?? ''));
  const [failed, setFailed] = useState(isError);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onAnswer({ result: parse(text), isError: failed });
  };
  return (
    <form className="pg-answer" onSubmit={submit} aria-label={`Answer ${name}`}>
      <textarea
        aria-label={`Result of ${name}`}
        placeholder="JSON or text"
        rows={1}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <label>
        <input type="checkbox" checked={failed} onChange={(event) => setFailed(event.target.checked)} />
        Failed
      </label>
      <button type="submit" className="pg-button" data-primary="">
        Send result
      </button>
    </form>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
