import type { Token, Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { lexPart } from './lexPart.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';
import { MarkdownTable, renderRows } from './MarkdownTable.tsx';

/** A top-level table. Of a long one only those parts render again that are others. */
export function TableView({ parts, tail }: { parts: readonly MarkdownPart[]; tail?: ReactNode }): ReactNode {
  const [first] = parts;
  const table = first && tableOf(first);
  if (!table) return null;
  const last = parts.length - 1;
  return (
    <MarkdownTable header={table.header} dir="auto" tail={last === 0 && table.rows.length === 0 && tail}>
      {parts.map((part, at) => (
        <TableRows key={at} part={part} tail={at === last ? tail : undefined} />
      ))}
    </MarkdownTable>
  );
}

const TableRows = memo(function TableRows({ part, tail }: { part: MarkdownPart; tail?: ReactNode }): ReactNode {
  return renderRows(tableOf(part)?.rows ?? [], tail);
});

function tableOf(part: MarkdownPart): Tokens.Table | undefined {
  return lexPart(part).find((token): token is Token & Tokens.Table => token.type === 'table');
}
