import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { slotProps } from './slotProps.ts';
import { toRawJson } from './toRawJson.ts';

export interface JsonViewProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Anything; a string is shown as it is. */
  value: unknown;
}

/** A value as raw JSON, bounded: data gives way to its size, what is too long is clipped with a note. */
export function JsonView({ value, className, ...rest }: JsonViewProps): ReactNode {
  const labels = useLabels();
  const { text, note } = useMemo(() => toRawJson(value, labels), [value, labels]);
  return (
    <div {...rest} {...slotProps('json', note === undefined ? 'whole' : 'clipped', className)}>
      <pre className="ris-pre" tabIndex={0} dir="ltr">
        {text}
      </pre>
      {note && <p className="ris-hint">{note}</p>}
    </div>
  );
}

/** Raw JSON that opens under a small button. */
export function RawJson({ value }: { value: unknown }): ReactNode {
  const { common } = useLabels();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="ris-text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? common.hideRawJson : common.rawJson}
      </button>
      {open && <JsonView value={value} />}
    </>
  );
}
