import { memo, type ReactNode } from 'react';
import { BlockView } from './BlockView.tsx';
import type { MarkdownBlock } from './MarkdownBlock.ts';

export interface BlockGroupProps {
  blocks: readonly MarkdownBlock[];
  /** Drawn behind the last word. */
  tail?: ReactNode;
}

/** Some dozen blocks in a box, which the browser need not lay out while it is out of sight. */
export const BlockGroup = memo(function BlockGroup({ blocks, tail }: BlockGroupProps): ReactNode {
  return (
    <div className="ris-blocks">
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} tail={at === blocks.length - 1 ? tail : undefined} />
      ))}
    </div>
  );
});
