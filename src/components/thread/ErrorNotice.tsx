import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { InteractionState } from '../../store/state/InteractionState.ts';
import { errorWords } from '../../react/errorWords.ts';
import { Notice, type NoticeProps } from '../parts/Notice.tsx';

/** Props of `ErrorNotice`: those of `Notice`, whose tone and words come from the error. */
export interface ErrorNoticeProps extends Omit<NoticeProps, 'tone' | 'children' | 'details'> {
  /** `error` of an interaction, of a thread or of a stream's handle. */
  error: InteractionState['error'];
}

/** Says what went wrong in plain words, and in the error's own where the reader asks for them. Draws nothing without an error. */
export function ErrorNotice({ error, ...rest }: ErrorNoticeProps): ReactNode {
  const labels = useLabels();
  if (error === undefined || error === null) return null;
  const { text, details } = errorWords(error, labels);
  return (
    <Notice {...rest} tone="error" details={details}>
      {text}
    </Notice>
  );
}
