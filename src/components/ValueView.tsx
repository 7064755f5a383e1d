import type { ReactNode } from 'react';
import { isWire, type Wire } from '../protocol/Wire.ts';
import { useLabels } from '../react/InteractionProvider.tsx';
import { Chips } from './Chips.tsx';
import { FoldedText } from './FoldedText.tsx';
import { JsonView } from './JsonView.tsx';
import { ValueTable } from './ValueTable.tsx';

/** How deep values are laid out before the rest is left to raw JSON. */
const DEPTH = 4;
/** How many entries of one object or list are laid out. */
const ENTRIES = 100;
/** Up to how many UTF-16 units a text in a list is drawn as a chip. */
const CHIP_LENGTH = 32;

export interface ValueViewProps {
  /** Anything that JSON can say. */
  value: unknown;
  /** How many more levels to lay out. */
  depth?: number;
}

/**
 * A JSON value laid out for reading: text as text, an object as names and values, a list of like objects as a table, of
 * short values as chips, any other list one under the other. What is too deep or too long ends as raw JSON or as a count.
 */
export function ValueView({ value, depth = DEPTH }: ValueViewProps): ReactNode {
  const { common } = useLabels();
  if (typeof value === 'string') {
    return value === '' ? <Literal>&quot;&quot;</Literal> : <FoldedText text={value} />;
  }
  if (!isWire(value) && !Array.isArray(value)) return <Literal>{String(value)}</Literal>;
  if (depth === 0) return <JsonView value={value} />;
  if (isWire(value)) return <Fields value={value} depth={depth} />;
  if (value.length === 0) return <span className="ris-hint">{common.noValue}</span>;
  const columns = columnsOf(value);
  if (columns) return <ValueTable columns={columns} rows={value as Wire[]} limit={ENTRIES} />;
  if (value.length > 1 && value.every(isShort)) return <ChipList value={value} />;
  return (
    <ul className="ris-values">
      {value.slice(0, ENTRIES).map((item, at) => (
        <li key={at}>
          <ValueView value={item} depth={depth - 1} />
        </li>
      ))}
      <More count={value.length - ENTRIES} />
    </ul>
  );
}

/** Short, plain values say as much side by side as one under the other. */
function isShort(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value !== '' && value.length <= CHIP_LENGTH && !value.includes('\n');
  return typeof value === 'number' || typeof value === 'boolean';
}

function ChipList({ value }: { value: readonly (string | number | boolean)[] }): ReactNode {
  const { common } = useLabels();
  const left = value.length - ENTRIES;
  return (
    <>
      <Chips texts={value.slice(0, ENTRIES).map(String)} />
      {left > 0 && <p className="ris-hint">{common.more(left)}</p>}
    </>
  );
}

function Fields({ value, depth }: { value: Wire; depth: number }): ReactNode {
  const { common } = useLabels();
  const entries = Object.entries(value);
  if (entries.length === 0) return <span className="ris-hint">{common.noValue}</span>;
  return (
    <dl className="ris-fields">
      {entries.slice(0, ENTRIES).map(([name, field]) => (
        <div key={name} className="ris-field">
          <dt>{name}</dt>
          <dd>
            <ValueView value={field} depth={depth - 1} />
          </dd>
        </div>
      ))}
      {entries.length > ENTRIES && (
        <div className="ris-field">
          <dt>…</dt>
          <dd className="ris-hint">{common.more(entries.length - ENTRIES)}</dd>
        </div>
      )}
    </dl>
  );
}

function More({ count }: { count: number }): ReactNode {
  const { common } = useLabels();
  return count > 0 && <li className="ris-hint">{common.more(count)}</li>;
}

function Literal({ children }: { children: ReactNode }): ReactNode {
  return <code className="ris-literal">{children}</code>;
}

/** The columns of a list of like, flat objects. Nothing for any other list. */
function columnsOf(list: readonly unknown[]): string[] | undefined {
  if (list.length < 2) return undefined;
  const columns = new Set<string>();
  for (const item of list.slice(0, ENTRIES)) {
    if (!isWire(item)) return undefined;
    for (const [name, field] of Object.entries(item)) {
      if (typeof field === 'object' && field !== null) return undefined;
      columns.add(name);
    }
    if (columns.size > 6) return undefined;
  }
  return columns.size > 0 ? [...columns] : undefined;
}
