import { useContext, useMemo, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { ModelOutputProps } from '../../react/StepComponents.ts';
import type { Content } from '../../protocol/Content.ts';
import { isWire } from '../../protocol/Wire.ts';
import { AnswerSources } from '../citations/AnswerSources.ts';
import { createSources } from '../citations/createSources.ts';
import { TurnSources } from '../citations/TurnSources.ts';
import { ContentItems } from './ContentItems.tsx';
import { recordOf, textOf } from '../parts/fields.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { Notice } from '../parts/Notice.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { Sources } from '../citations/Sources.tsx';
import { toItems } from './toItems.ts';

/**
 * The model's answer: its content in order, plain on the page, with the numbers of its sources where they are cited; then,
 * once no text can push them down any more, the sources, then why it failed if it did.
 */
export function ModelOutput({
  step,
  status = 'done',
  format,
  startedAt: _startedAt,
  stoppedAt: _stoppedAt,
  className,
  ...rest
}: ModelOutputProps): ReactNode {
  const { error } = recordOf(step);
  const items = useMemo(() => toItems(recordOf(step).content), [step]);
  const numbers = useContext(TurnSources);
  const [{ read }] = useState(createSources);
  const sources = useMemo(() => read(items, numbers), [read, items, numbers]);
  const waits = items.length === 0 && status === 'streaming';
  return (
    <div {...rest} {...slotProps('model-output', status, className)}>
      <AnswerSources.Provider value={sources.byKey}>
        {(items.length > 0 || waits) && (
          <ContentItems content={waits ? EMPTY : items} status={status} format={format} />
        )}
      </AnswerSources.Provider>
      {status !== 'streaming' && <Sources sources={sources.list} />}
      {isWire(error) && <OutputError message={textOf(error.message).trim()} />}
    </div>
  );
}

const EMPTY: readonly Content[] = [{ type: 'text', text: '' }];

function OutputError({ message }: { message: string }): ReactNode {
  const { message: words, notice } = useLabels();
  return (
    <Notice tone="error">
      <FoldedText text={message === '' ? notice.errors.other : words.error(message)} />
    </Notice>
  );
}
