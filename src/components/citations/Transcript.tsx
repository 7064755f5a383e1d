import { Fragment, memo, useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { TextContent } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import type { MarkdownInsertion } from '../markdown/MarkdownInsertion.ts';
import { renderInsertions } from '../markdown/renderInsertions.tsx';
import { createTranscriptReader, type TranscriptSegment } from './readTranscript.ts';
import { listOf, recordOf, textOf } from '../parts/fields.ts';
import { CARET } from '../parts/caret.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { ClipNote } from '../parts/ClipNote.tsx';
import { useClipped } from '../parts/useClipped.ts';
import { useLimit } from '../parts/useLimit.ts';
import { MoreButton } from '../parts/MoreButton.tsx';

/** Props of `Transcript`, beside those of its `div`. */
export interface TranscriptProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** A text item with `speech_metadata` or `word_info` annotations. */
  content: TextContent;
  /** While `streaming`, more of it is to come. Default `done`. */
  status?: StepStatus;
  /** What is drawn inside the text, such as citations. */
  insertions?: readonly MarkdownInsertion[];
}

/** A transcript: who says what, and when. A word's own time shows under a mouse that rests on it. */
export function Transcript({ content, status = 'done', insertions, className, ...rest }: TranscriptProps): ReactNode {
  const { common } = useLabels();
  const { text, annotations } = recordOf(content);
  const [read] = useState(createTranscriptReader);
  const whole = textOf(text);
  const [shown, length, moreText] = useClipped(whole, status === 'streaming');
  const [count, more] = useLimit('annotations');
  const segments = useMemo(() => {
    const within = insertions?.filter(({ at }) => at <= shown.length);
    const isClipped = shown.length === length;
    return read(shown, listOf(annotations).slice(0, count), isClipped ? within : insertions);
  }, [read, shown, length, annotations, count, insertions]);
  const speakers = [...new Set(segments.map(({ speaker }) => speaker))].filter((speaker) => speaker !== '');
  return (
    <div {...rest} {...slotProps('transcript', status, className)}>
      <ol className="ris-segments">
        {segments.map((segment, at) => (
          <Segment
            key={at}
            segment={segment}
            number={speakers.indexOf(segment.speaker) + 1}
            isContinued={at > 0 && segments[at - 1]?.speaker === segment.speaker}
            tail={status === 'streaming' && at === segments.length - 1 ? CARET : undefined}
          />
        ))}
      </ol>
      <MoreButton words={common.annotations} left={listOf(annotations).length - count} onMore={more} />
      <ClipNote shown={length} total={whole.length} onMore={moreText} />
    </div>
  );
}

interface SegmentProps {
  segment: TranscriptSegment;
  /** Of the speaker, in the order of their first words; 0 for nobody. */
  number: number;
  /** The same speaker goes on. */
  isContinued: boolean;
  tail?: ReactNode;
}

const Segment = memo(function Segment({ segment, number, isContinued, tail }: SegmentProps): ReactNode {
  const { transcript } = useLabels();
  const { speaker, style, time, pieces } = segment;
  return (
    <li className="ris-segment">
      {(number > 0 || time !== undefined) && (
        <p className="ris-segment-head">
          {number > 0 && !isContinued && (
            <span className="ris-speaker" dir="auto">
              {/^(?:spk|speaker)[\s:_-]*\d*$/i.test(speaker) ? transcript.speaker(number) : speaker}
            </span>
          )}
          {time !== undefined && <time dateTime={`PT${time / 1000}S`}>{transcript.time(time)}</time>}
          {style !== '' && <span>{style}</span>}
        </p>
      )}
      <p className="ris-segment-text" dir="auto">
        {pieces.map(({ text, time, insertions }, at) => (
          <Fragment key={at}>
            {time === undefined ? text : <span title={transcript.time(time)}>{text}</span>}
            {insertions && renderInsertions(insertions)}
          </Fragment>
        ))}
        {tail}
      </p>
    </li>
  );
});
