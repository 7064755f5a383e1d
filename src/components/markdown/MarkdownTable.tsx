import type { Tokens } from 'marked';
import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { renderInline } from './renderInline.tsx';

export interface MarkdownTableProps {
  table: Tokens.Table;
  dir?: 'auto';
  /** Drawn behind the last cell's words. */
  tail?: ReactNode;
}

/** A table in a box of its own that scrolls, by keyboard too. */
export function MarkdownTable({ table, dir, tail }: MarkdownTableProps): ReactNode {
  const { markdown } = useLabels();
  const last = table.rows.at(-1) ?? table.header;
  const behind = (row: Tokens.TableCell[], at: number) => row === last && at === row.length - 1 && tail;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag is a plain group, and named sections would be landmarks by the dozen
    <div role="group" className="ris-scroll" aria-label={markdown.table} tabIndex={0} dir={dir}>
      <table className="ris-table">
        <thead>
          <tr>
            {table.header.map((cell, at) => (
              <th key={at} scope="col" data-align={cell.align ?? undefined}>
                {renderInline(cell.tokens)}
                {behind(table.header, at)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, at) => (
                <td key={at} data-align={cell.align ?? undefined}>
                  {renderInline(cell.tokens)}
                  {behind(row, at)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
