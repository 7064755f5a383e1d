import { useContext, useMemo, useState, type ReactNode } from 'react';
import type { TextContent } from '../../protocol/Content.ts';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { listOf, textOf } from '../parts/fields.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { Transcript } from './Transcript.tsx';
import { AnswerSources } from './AnswerSources.ts';
import { createCitations } from './createCitations.tsx';
import { isSpeech } from './readTranscript.ts';

/** A text item: markdown with the marks of its citations, or, where its annotations say who speaks, a transcript. */
export function AnswerText({ item, status }: { item: TextContent; status: StepStatus }): ReactNode {
  const sources = useContext(AnswerSources);
  const [citations] = useState(createCitations);
  const text = textOf(item.text);
  const isOpen = status === 'streaming';
  const insertions = useMemo(
    () => (sources?.size ? citations.read(text, item.annotations, sources, isOpen) : undefined),
    [citations, text, item.annotations, sources, isOpen],
  );
  if (text !== '' && listOf(item.annotations).some(isSpeech))
    return <Transcript content={item} status={status} insertions={insertions} />;
  return <Markdown text={text} status={status} insertions={insertions} />;
}
