import { memo, type ReactNode } from 'react';
import { FenceView } from './FenceView.tsx';
import { insertTokens } from './insertTokens.ts';
import { ListView } from './ListView.tsx';
import type { MarkdownBlock } from './MarkdownBlock.ts';
import { renderBlocks } from './renderBlocks.tsx';
import { renderInsertions } from './renderInsertions.tsx';
import { TableView } from './TableView.tsx';

export interface BlockViewProps {
  block: MarkdownBlock;
  /** Drawn behind the last word. */
  tail?: ReactNode;
}

/** A top-level block. It renders again only when the block is another one. */
export const BlockView = memo(function BlockView({ block, tail }: BlockViewProps): ReactNode {
  switch (block.type) {
    case 'list':
      return <ListView list={block} tail={tail} />;
    case 'table':
      return <TableView parts={block.parts} tail={tail} />;
    case 'code':
      return (
        <>
          <FenceView
            code={block.parts.map(({ source }) => source)}
            language={block.language}
            isClosed={block.isClosed}
            tail={tail}
          />
          {block.insertions && <p className="ris-p">{renderInsertions(block.insertions)}</p>}
        </>
      );
    case 'flow':
      return block.parts.map((part) => renderBlocks(insertTokens(part), { dir: 'auto', tail }));
  }
});
