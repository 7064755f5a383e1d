import { memo, type ReactNode } from 'react';
import { useRenderers } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { StepErrorBoundary } from '../parts/StepErrorBoundary.tsx';
import type { Formula } from './readMath.ts';

/** A formula, as the host's renderer draws it; where that throws, as it was written. */
export const MathView = memo(function MathView({ raw, text, display }: Formula): ReactNode {
  const { math: Renderer } = useRenderers();
  if (!Renderer) return raw;
  return (
    <StepErrorBoundary resetKeys={[raw, Renderer]} fallback={raw} pending={raw}>
      <span {...slotProps('math', display ? 'display' : 'inline')} dir="ltr">
        <Renderer source={text} display={display} />
      </span>
    </StepErrorBoundary>
  );
});
