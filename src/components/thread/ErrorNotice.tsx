import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { InteractionState } from '../../store/state/InteractionState.ts';
import { errorWords } from './errorWords.ts';
import { Notice, type NoticeProps } from '../parts/Notice.tsx';

/** Props of `ErrorNotice`: those of `Notice`, whose tone and words come from the error. */
export interface ErrorNoticeProps extends Omit<NoticeProps, 'tone' | 'children' | 'code'> {
  /** `error` of an interaction, of a thread or of a stream's handle. */
  error: InteractionState['error'];
}

/** Says what went wrong, in the error's own sentence. Draws nothing without an error. */
export function ErrorNotice({ error, ...rest }: ErrorNoticeProps): ReactNode {
  const labels = useLabels();
  if (error === undefined || error === null) return null;
  const { text, code } = errorWords(error, labels);
  return (
    <Notice {...rest} tone="error" code={code}>
      {text}
    </Notice>
  );
}
