import type { Tokens } from 'marked';
import type { CSSProperties, ReactNode } from 'react';
import { TableBox } from '../parts/TableBox.tsx';
import { renderInline } from './renderInline.tsx';

export interface MarkdownTableProps {
  header: Tokens.TableCell[];
  /** The rows, in `tbody` elements. */
  children: ReactNode;
  dir?: 'auto';
  /** Drawn behind the last word of the header. */
  tail?: ReactNode;
  /**
   * How wide the columns of a long table are, as a grid template. Without it their contents say so, for which the browser
   * lays out all rows whenever one comes.
   */
  columns?: string;
}

/** A table in a box of its own that scrolls, by keyboard too. */
export function MarkdownTable({ header, children, dir, tail, columns }: MarkdownTableProps): ReactNode {
  const isLong = columns !== undefined;
  const role = rolesOf(isLong);
  return (
    <TableBox
      dir={dir}
      data-long={isLong || undefined}
      style={isLong ? ({ '--ris-columns': columns } as CSSProperties) : undefined}
      role={role('table')}
    >
      <thead role={role('rowgroup')}>
        <tr role={role('row')}>
          {header.map((cell, at) => (
            <th key={at} scope="col" data-align={cell.align ?? undefined} role={role('columnheader')}>
              {renderInline(cell.tokens)}
              {at === header.length - 1 && tail}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </TableBox>
  );
}

export interface TableRowsProps {
  rows: readonly Tokens.TableCell[][];
  /** The cells that a row should have as many of: what it lacks at its end is drawn as one. */
  header: readonly Tokens.TableCell[];
  /** Drawn behind the last cell's words. */
  tail?: ReactNode;
  /** Whether they stand in a long table. */
  isLong?: boolean;
}

/** Rows of a table. */
export function TableRows({ rows, header, tail, isLong = false }: TableRowsProps): ReactNode {
  const role = rolesOf(isLong);
  return (
    <tbody role={role('rowgroup')}>
      {rows.map((row, at) => (
        <tr key={at} role={role('row')}>
          {row.map((cell, column) => (
            <td key={column} data-align={cell.align ?? undefined} role={role('cell')}>
              {renderInline(cell.tokens)}
              {at === rows.length - 1 && column === row.length - 1 && tail}
            </td>
          ))}
          {row.length < header.length && (
            <td
              colSpan={row.length < header.length - 1 ? header.length - row.length : undefined}
              data-align={header[row.length]?.align ?? undefined}
              role={role('cell')}
            >
              {at === rows.length - 1 && row.length === 0 && tail}
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}

/** The roles of table elements, said aloud where the stylesheet lays them out as boxes: some browsers take them for boxes then. */
function rolesOf(isLong: boolean): (role: string) => string | undefined {
  return (role) => (isLong ? role : undefined);
}
