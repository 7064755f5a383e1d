'use client';

import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { defaultLimits, type InteractionLimits, limitsOf } from '../stream/InteractionLimits.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import type { Highlighter } from './Highlighter.ts';
import { defaultLabels, mergeLabels, type Labels, type LabelsOverride } from './labels.ts';
import { mergeRenderers, type MarkdownRenderers } from './MarkdownRenderers.ts';
import { mergeStepComponents, type StepComponents } from './StepComponents.ts';
import { defaultUrlPolicy, type UrlPolicy } from './urlPolicy.ts';
import { useStable } from './useStable.ts';

interface InteractionContextValue {
  components: StepComponents;
  highlight: Highlighter | null;
  /** Missing without a provider: who asks for the transport alone has no use for the words. */
  labels?: Labels;
  limits: Readonly<Required<InteractionLimits>>;
  policy: UrlPolicy;
  renderers: MarkdownRenderers;
  transport: InteractionTransport | undefined;
}

const InteractionContext = createContext<InteractionContextValue>({
  components: {},
  highlight: null,
  limits: defaultLimits,
  policy: defaultUrlPolicy,
  renderers: {},
  transport: undefined,
});

/** What `InteractionProvider` gives to everything below it. Providers nest: the nearest one wins, part by part. */
export interface InteractionProviderProps {
  /** Which component draws which step, for everything below. Laid over those of the providers above. */
  components?: StepComponents;
  /** What gives code its colours, for everything below; `null` for plain code. Make it outside of the render. */
  highlight?: Highlighter | null;
  /** Words to replace, for everything below. Laid over those of the providers above. */
  labels?: LabelsOverride;
  /** How much is read and drawn, for everything below. Laid over those of the providers above, one by one. */
  limits?: InteractionLimits;
  /** What may be linked and loaded, for everything below. Laid over that of the providers above, field by field. */
  policy?: Partial<UrlPolicy>;
  /** What draws fenced blocks and formulas, for everything below. Laid over those of the providers above. */
  renderers?: MarkdownRenderers;
  /** How the hooks below ask your server, where they are given no transport of their own. Make it outside of the render. */
  transport?: InteractionTransport;
  /** What all of this is for. */
  children?: ReactNode;
}

/**
 * Says once, for all components below, how steps and code are drawn, in which words, which URLs are allowed, and
 * how the server is asked. Optional: without it the defaults hold. Providers nest; what one leaves out comes from the one above it.
 *
 * Object literals are fine as props as long as the components and functions in them stay the same.
 */
export function InteractionProvider({
  components,
  highlight,
  labels,
  limits,
  policy,
  renderers,
  transport,
  children,
}: InteractionProviderProps): ReactNode {
  const above = useContext(InteractionContext);
  const ownComponents = useStable(components, 2);
  const ownLabels = useStable(labels, 3);
  const ownLimits = useStable(limits, 1);
  const ownPolicy = useStable(policy, 2);
  const ownRenderers = useStable(renderers, 2);
  const value = useMemo<InteractionContextValue>(
    () => ({
      components: mergeStepComponents(above.components, ownComponents),
      highlight: highlight === undefined ? above.highlight : highlight,
      labels: mergeLabels(above.labels ?? defaultLabels, ownLabels),
      limits: ownLimits ? limitsOf(ownLimits, above.limits) : above.limits,
      policy: ownPolicy ? { ...above.policy, ...ownPolicy } : above.policy,
      renderers: mergeRenderers(above.renderers, ownRenderers),
      transport: transport ?? above.transport,
    }),
    [above, ownComponents, ownLabels, ownLimits, ownPolicy, ownRenderers, highlight, transport],
  );
  return <InteractionContext.Provider value={value}>{children}</InteractionContext.Provider>;
}

/** The words of the nearest provider, or the English ones. */
export function useLabels(): Labels {
  return useContext(InteractionContext).labels ?? defaultLabels;
}

/** How much is read and drawn, by the providers above. */
export function useLimits(): Readonly<Required<InteractionLimits>> {
  return useContext(InteractionContext).limits;
}

/** What the nearest provider allows to link and load, or the strict default. */
export function usePolicy(): UrlPolicy {
  return useContext(InteractionContext).policy;
}

/** The components that the providers above put in place of the default ones. */
export function useStepComponents(): StepComponents {
  return useContext(InteractionContext).components;
}

/** What gives code its colours, by the nearest provider that says so. */
export function useHighlighter(): Highlighter | null {
  return useContext(InteractionContext).highlight;
}

/** What draws fenced blocks and formulas, by the providers above. */
export function useRenderers(): MarkdownRenderers {
  return useContext(InteractionContext).renderers;
}

/** The transport of the nearest provider that has one. */
export function useTransport(): InteractionTransport | undefined {
  return useContext(InteractionContext).transport;
}
