import { memo, useState, type ReactNode } from 'react';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from '../parts/Button.tsx';
import type { GrowingContainers } from '../../store/reducer/createPartialJsonReader.ts';
import { Chips } from '../parts/Chips.tsx';
import { columnsOf } from './columnsOf.ts';
import { countValues } from './countValues.ts';
import { entriesOf } from './entriesOf.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { useLimit } from '../parts/useLimit.ts';
import { ValueTable } from './ValueTable.tsx';

/** How deep values are laid out before the reader has to ask for the rest. */
const DEPTH = 5;
/** How many values are laid out at once. What would be more is folded. */
const BUDGET = 2000;
/** Up to how many UTF-16 units a text in a list is drawn as a chip. */
const CHIP_LENGTH = 32;

export interface ValueViewProps {
  /** Anything that JSON can say. */
  value: unknown;
  /** Of a value that grows: what in it may still change, and may so without becoming another object. */
  growing?: GrowingContainers;
  /** How many values of it have begun. */
  count?: number;
}

interface Level extends ValueViewProps {
  /** How many more levels to lay out. */
  depth: number;
  /** How many values may be laid out in it at first. */
  budget: number;
}

/**
 * A JSON value laid out for reading: text as text, an object as names and values, a list of like objects as a table, of
 * short values as chips, any other list one under the other. What is too deep or too much is folded, for the reader to open.
 */
export function ValueView(props: ValueViewProps): ReactNode {
  return <Value {...props} depth={DEPTH} budget={BUDGET} />;
}

const Value = memo(function Value(props: Level): ReactNode {
  const { value } = props;
  if (typeof value === 'string') {
    return value === '' ? <Literal>&quot;&quot;</Literal> : <FoldedText text={value} />;
  }
  if (isWire(value)) return <Fields {...props} value={value} />;
  if (Array.isArray(value)) return <List {...props} value={value} />;
  return <Literal>{String(value)}</Literal>;
}, isSame);

/** What is whole stays as it is. How much may be laid out in a value is decided once, when it is first drawn. */
function isSame(before: Level, now: Level): boolean {
  return before.value === now.value && !before.growing?.has(now.value) && !now.growing?.has(now.value);
}

/** A value in another one: it folds if there is too much of it, or of the whole. Whether it does is decided once. */
function Nested(props: Level): ReactNode {
  const { common } = useLabels();
  const { value, depth, budget, growing, count = 0 } = props;
  const [folds] = useState(() => {
    if (typeof value !== 'object' || value === null) return false;
    return depth === 0 || (growing?.has(value) ? count > BUDGET : countValues(value, budget) > budget);
  });
  const [isOpen, setIsOpen] = useState(false);
  if (!folds || typeof value !== 'object' || value === null) return <Value {...props} />;
  const size = Array.isArray(value) ? value.length : entriesOf(value as Wire, 0, growing).size;
  return (
    <>
      <TextButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {common.entries(size)}
      </TextButton>
      {isOpen && <Value {...props} depth={DEPTH} budget={BUDGET} />}
    </>
  );
}

function Fields({ value, depth, budget, growing, count }: Level & { value: Wire }): ReactNode {
  const { common } = useLabels();
  const [limit, more] = useLimit();
  const { entries, size } = entriesOf(value, limit, growing);
  if (size === 0) return growing?.has(value) ? null : <span className="ris-hint">{common.noValue}</span>;
  const level = { depth: depth - 1, budget: Math.floor(budget / entries.length), growing, count };
  return (
    <>
      <dl className="ris-fields">
        {entries.map(([name, field]) => (
          <div key={name} className="ris-field">
            <dt>{name}</dt>
            <dd>
              <Nested value={field} {...level} />
            </dd>
          </div>
        ))}
      </dl>
      <MoreButton left={size - limit} onMore={more} />
    </>
  );
}

function List({ value, depth, budget, growing, count }: Level & { value: readonly unknown[] }): ReactNode {
  const { common } = useLabels();
  const [limit, more] = useLimit();
  if (value.length === 0) return growing?.has(value) ? null : <span className="ris-hint">{common.noValue}</span>;
  const columns = columnsOf(value, growing);
  if (columns) return <ValueTable columns={columns} rows={value as Wire[]} />;
  const head = value.slice(0, limit);
  if (value.length > 1 && (growing?.has(value) ? head : value).every(isShort)) return <Chips texts={value} />;
  const level = { depth: depth - 1, budget: Math.floor(budget / head.length), growing, count };
  return (
    <>
      <ul className="ris-values">
        {head.map((item, at) => (
          <li key={at}>
            <Nested value={item} {...level} />
          </li>
        ))}
      </ul>
      <MoreButton left={value.length - limit} onMore={more} />
    </>
  );
}

/** Short, plain values say as much side by side as one under the other. */
function isShort(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value !== '' && value.length <= CHIP_LENGTH && !value.includes('\n');
  return typeof value === 'number' || typeof value === 'boolean';
}

function Literal({ children }: { children: ReactNode }): ReactNode {
  return <code className="ris-literal">{children}</code>;
}
