import { Component, Suspense, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { RawJson } from './JsonView.tsx';
import { Notice } from './Notice.tsx';

export interface StepErrorBoundaryProps {
  /** What is drawn; the boundary tries again when one of these changes. Always as many. */
  resetKeys: readonly unknown[];
  /** What the reader may look at instead, as raw JSON. */
  value?: unknown;
  /** What stands in its place in place of the notice. */
  fallback?: ReactNode;
  /** Stands in for what suspends (a `lazy` component, `use`). Without it, the whole thread waits for that. */
  pending?: ReactNode;
  children?: ReactNode;
}

interface StepErrorBoundaryState {
  failure?: { error: unknown };
}

/**
 * Keeps a component that throws from taking the thread down: a notice stands in its place until what it draws changes. And
 * one that suspends from taking it away.
 */
export class StepErrorBoundary extends Component<StepErrorBoundaryProps, StepErrorBoundaryState> {
  override state: StepErrorBoundaryState = {};

  static getDerivedStateFromError(error: unknown): StepErrorBoundaryState {
    return { failure: { error } };
  }

  /** Only once the failure has been committed: news that throw at once must not be tried again for ever. */
  override componentDidUpdate(before: StepErrorBoundaryProps, { failure }: StepErrorBoundaryState): void {
    if (failure === undefined || failure !== this.state.failure) return;
    if (this.props.resetKeys.some((key, at) => !Object.is(key, before.resetKeys[at]))) {
      // oxlint-disable-next-line react/no-did-update-set-state -- the only place where a boundary can know
      this.setState({ failure: undefined });
    }
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { children, fallback, pending, value } = this.props;
    if (!failure) return pending === undefined ? children : <Suspense fallback={pending}>{children}</Suspense>;
    return fallback === undefined ? <StepFailure error={failure.error} value={value} /> : fallback;
  }
}

/** Says that something could not be drawn, and why. */
export function StepFailure({ error, value }: { error: unknown; value?: unknown }): ReactNode {
  const { failure } = useLabels();
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Notice tone="error" details={message}>
      <p className="ris-notice-line">{failure.render}</p>
      {value !== undefined && <RawJson value={value} />}
    </Notice>
  );
}
