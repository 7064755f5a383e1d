import type { ReactNode } from 'react';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { FoldedText } from '../parts/FoldedText.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { useLimit } from '../parts/useLimit.ts';

export interface ValueTableProps {
  columns: readonly string[];
  /** Their fields are text, numbers, booleans or `null`; a missing one leaves its cell empty. */
  rows: readonly Wire[];
}

/** A list of like objects as a table, which scrolls in its own box. */
export function ValueTable({ columns, rows }: ValueTableProps): ReactNode {
  const { markdown } = useLabels();
  const [limit, more] = useLimit();
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag is a plain group */}
      <div className="ris-table-box" role="group" aria-label={markdown.table} tabIndex={0}>
        <table className="ris-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map((row, at) => (
              <tr key={at}>
                {columns.map((column) => (
                  <td key={column}>
                    <Cell value={isWire(row) && Object.hasOwn(row, column) ? row[column] : undefined} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton left={rows.length - limit} onMore={more} />
    </>
  );
}

function Cell({ value }: { value: unknown }): ReactNode {
  if (value === undefined) return null;
  return typeof value === 'string' ? <FoldedText text={value} /> : <code className="ris-literal">{String(value)}</code>;
}
