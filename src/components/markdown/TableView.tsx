import type { Token, Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { insertTokens } from './insertTokens.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';
import { MarkdownTable, TableRows } from './MarkdownTable.tsx';

/** How many parts a table may have and still be laid out by what all of its cells hold. */
const SHORT = 4;
/** How wide a column of a long table is at least and at most, compared with others: in UTF-16 units of its longest cell. */
const NARROW = 6;
const WIDE = 48;

/** A top-level table. Of a long one only those parts render again that are others. */
export function TableView({ parts, tail }: { parts: readonly MarkdownPart[]; tail?: ReactNode }): ReactNode {
  const [first] = parts;
  const table = first && tableOf(first);
  if (!table) return null;
  const last = parts.length - 1;
  const isLong = last >= SHORT;
  return (
    <MarkdownTable
      header={table.header}
      dir="auto"
      tail={last === 0 && table.rows.length === 0 && tail}
      columns={isLong ? columnsOf(table) : undefined}
    >
      {parts.map((part, at) => (
        <PartRows key={at} part={part} isLong={isLong} tail={at === last ? tail : undefined} />
      ))}
    </MarkdownTable>
  );
}

interface PartRowsProps {
  part: MarkdownPart;
  isLong: boolean;
  tail?: ReactNode;
}

const PartRows = memo(function PartRows({ part, isLong, tail }: PartRowsProps): ReactNode {
  const table = tableOf(part);
  return <TableRows rows={table?.rows ?? []} header={table?.header ?? []} isLong={isLong} tail={tail} />;
});

function tableOf(part: MarkdownPart): Tokens.Table | undefined {
  return insertTokens(part).find((token): token is Token & Tokens.Table => token.type === 'table');
}

/** Columns as wide as what the first rows hold needs, and the same for all rows to come. */
function columnsOf({ header, rows }: Tokens.Table): string {
  const widths = header.map((cell, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]?.text.length ?? 0), cell.text.length),
  );
  return widths.map((width) => `minmax(5rem, ${Math.min(WIDE, Math.max(NARROW, width))}fr)`).join(' ');
}
