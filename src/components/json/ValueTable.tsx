import type { ReactNode } from 'react';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { TableBox } from '../parts/TableBox.tsx';
import { useLimit } from '../parts/useLimit.ts';

export interface ValueTableProps {
  columns: readonly string[];
  /** Their fields are text, numbers, booleans or `null`; a missing one leaves its cell empty. */
  rows: readonly Wire[];
}

/** A list of like objects as a table, which scrolls in its own box. */
export function ValueTable({ columns, rows }: ValueTableProps): ReactNode {
  const [limit, more] = useLimit();
  return (
    <>
      <TableBox>
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
      </TableBox>
      <MoreButton left={rows.length - limit} onMore={more} />
    </>
  );
}

function Cell({ value }: { value: unknown }): ReactNode {
  if (value === undefined) return null;
  return typeof value === 'string' ? <FoldedText text={value} /> : <code className="ris-literal">{String(value)}</code>;
}
