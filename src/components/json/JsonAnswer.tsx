import { useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { JsonView } from '../parts/JsonView.tsx';
import { TextButton } from '../parts/Button.tsx';
import { CARET } from '../parts/caret.tsx';
import { CodeHead } from '../markdown/CodeHead.tsx';
import { Markdown } from '../markdown/Markdown.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { useGrowingJson } from './useGrowingJson.ts';
import { ValueView } from './ValueView.tsx';

/** Props of `JsonAnswer`, beside those of its `div`. */
export interface JsonAnswerProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** JSON, maybe unfinished. What turns out to be none is drawn as markdown. */
  text: string;
  /** While `streaming`, more is to come. Default `done`. */
  status?: StepStatus;
}

/** An answer in JSON, laid out as the values that it has, from the first of them on; its text to look at, copy and save. */
export function JsonAnswer({ text, status = 'done', className, ...rest }: JsonAnswerProps): ReactNode {
  const { common, message } = useLabels();
  const [isRaw, setIsRaw] = useState(false);
  const streaming = status === 'streaming';
  const source = typeof text === 'string' ? text : '';
  const read = useGrowingJson(source, streaming);
  const isNothing = read?.value === undefined;
  if (read?.error !== undefined || (isNothing && !streaming)) {
    return <Markdown {...rest} text={source} status={status} className={className} />;
  }
  const title = (
    <>
      {message.json}
      {streaming && CARET}
    </>
  );
  return (
    <div {...rest} {...slotProps('json-answer', status, className)}>
      <CodeHead title={title} language="json" read={() => source}>
        <TextButton aria-pressed={isRaw} onClick={() => setIsRaw(!isRaw)}>
          {common.rawJson}
        </TextButton>
      </CodeHead>
      <div className="ris-json-value">
        {isRaw && <JsonView value={source} />}
        {!isRaw && !isNothing && <ValueView value={read.value} growing={read.growing} count={read.count} />}
        {!streaming && !read?.complete && <p className="ris-hint">{message.jsonCut}</p>}
      </div>
    </div>
  );
}
