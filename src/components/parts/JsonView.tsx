import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from './Button.tsx';
import { ClipNote } from './ClipNote.tsx';
import { slotProps } from './slotProps.ts';
import { toRawJson } from './toRawJson.ts';
import { useLimit } from './useLimit.ts';

export interface JsonViewProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Anything; a string is shown as it is. */
  value: unknown;
}

/** A value as raw JSON, bounded: data gives way to its size, and what is too long or too deep is clipped with a note. */
export function JsonView({ value, className, ...rest }: JsonViewProps): ReactNode {
  const labels = useLabels();
  const { text, isPartial } = useMemo(() => toRawJson(value, labels), [value, labels]);
  const [limit, more] = useLimit('detailLength');
  const isClipped = text.length > limit;
  return (
    <div {...rest} {...slotProps('json', isClipped || isPartial ? 'clipped' : 'whole', className)}>
      <pre className="ris-pre" tabIndex={0} dir="ltr">
        {isClipped ? `${text.slice(0, limit)}…` : text}
      </pre>
      {isPartial && <p className="ris-hint">{labels.common.tooDeep}</p>}
      <ClipNote shown={limit} total={text.length} onMore={more} />
    </div>
  );
}

/** Raw JSON that opens under a small button. */
export function RawJson({ value }: { value: unknown }): ReactNode {
  const { common } = useLabels();
  const [open, setOpen] = useState(false);
  return (
    <>
      <TextButton aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? common.hideRawJson : common.rawJson}
      </TextButton>
      {open && <JsonView value={value} />}
    </>
  );
}
