import { useContext, useMemo, useState, type ReactNode } from 'react';
import type { TextContent } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { listOf, textOf } from '../parts/fields.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { Transcript } from './Transcript.tsx';
import { useLimit } from '../parts/useLimit.ts';
import { MoreButton } from '../parts/MoreButton.tsx';
import { AnswerSources } from './AnswerSources.ts';
import { createCitations } from './createCitations.tsx';
import { isSpeech } from './readTranscript.ts';

/** A text item: markdown with the marks of its citations, or, where its annotations say who speaks, a transcript. */
export function AnswerText({ item, status }: { item: TextContent; status: StepStatus }): ReactNode {
  const { common } = useLabels();
  const sources = useContext(AnswerSources);
  const [citations] = useState(createCitations);
  const text = textOf(item.text);
  const isOpen = status === 'streaming';
  const [limit, more] = useLimit('annotations');
  const annotations = listOf(item.annotations);
  const insertions = useMemo(
    () => (sources?.size ? citations.read(text, listOf(item.annotations).slice(0, limit), sources, isOpen) : undefined),
    [citations, text, item.annotations, limit, sources, isOpen],
  );
  if (text !== '' && annotations.some(isSpeech))
    return <Transcript content={item} status={status} insertions={insertions} />;
  return (
    <>
      <Markdown text={text} status={status} insertions={insertions} />
      <MoreButton words={common.annotations} left={annotations.length - limit} onMore={more} />
    </>
  );
}
