import type { Tokens } from 'marked';
import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { renderInline } from './renderInline.tsx';

export interface MarkdownTableProps {
  header: Tokens.TableCell[];
  /** The rows: `tr` elements. */
  children: ReactNode;
  dir?: 'auto';
  /** Drawn behind the last word of the header. */
  tail?: ReactNode;
}

/** A table in a box of its own that scrolls, by keyboard too. */
export function MarkdownTable({ header, children, dir, tail }: MarkdownTableProps): ReactNode {
  const { markdown } = useLabels();
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag is a plain group, and named sections would be landmarks by the dozen
    <div role="group" className="ris-scroll" aria-label={markdown.table} tabIndex={0} dir={dir}>
      <table className="ris-table">
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={at} scope="col" data-align={cell.align ?? undefined}>
                {renderInline(cell.tokens)}
                {at === header.length - 1 && tail}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** Rows of a table, with the tail behind the last cell's words. */
export function renderRows(rows: readonly Tokens.TableCell[][], tail?: ReactNode): ReactNode {
  return rows.map((row, at) => (
    <tr key={at}>
      {row.map((cell, column) => (
        <td key={column} data-align={cell.align ?? undefined}>
          {renderInline(cell.tokens)}
          {at === rows.length - 1 && column === row.length - 1 && tail}
        </td>
      ))}
    </tr>
  ));
}
