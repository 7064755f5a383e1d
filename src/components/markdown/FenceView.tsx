import type { ReactNode } from 'react';
import { useRenderers } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { StepErrorBoundary } from '../parts/StepErrorBoundary.tsx';
import { CodeBlock } from './CodeBlock.tsx';

export interface FenceViewProps {
  /** Whole, or in pieces where it is long. */
  code: string | readonly string[];
  /** As the author named it. */
  language: string | undefined;
  /** Whether its closing line has come. */
  isClosed: boolean;
  /** Drawn behind the last character, while the text streams. */
  tail?: ReactNode;
}

/**
 * A fenced block, as the host's renderer for its language draws it, else as code. A renderer that throws is given another
 * chance once the block is whole.
 */
export function FenceView({ code, language, isClosed, tail }: FenceViewProps): ReactNode {
  const { fences = {} } = useRenderers();
  const block = <CodeBlock code={code} language={language} tail={tail} />;
  const name = language?.toLowerCase();
  const Renderer = name !== undefined && Object.hasOwn(fences, name) ? fences[name] : undefined;
  if (!Renderer || language === undefined) return block;
  const status = tail && !isClosed ? 'streaming' : 'done';
  return (
    <StepErrorBoundary resetKeys={[status]} fallback={block} pending={block}>
      <div {...slotProps('fence', status)} data-language={language}>
        <Renderer source={typeof code === 'string' ? code : code.join('')} language={language} status={status} />
      </div>
    </StepErrorBoundary>
  );
}
