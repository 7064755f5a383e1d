import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { Usage } from '../../protocol/Usage.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { type UsagePart, usageParts } from './usageParts.ts';

/** Props of `UsageDetails`, beside those of its `div`. */
export interface UsageDetailsProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** As the API counts it: of an interaction, a step, or several together. */
  usage: Usage | undefined;
}

/** How many tokens were used, by kind and modality: a thin bar, and the figures. */
export function UsageDetails({ usage, className, ...rest }: UsageDetailsProps): ReactNode {
  const { usage: words } = useLabels();
  const parts = usageParts(usage);
  return (
    <div {...rest} {...slotProps('usage-details', parts.length > 0 ? 'counted' : 'unknown', className)}>
      {parts.length === 0 && <p className="ris-hint">{words.unknown}</p>}
      {parts.length > 0 && (
        <>
          <div className="ris-usage-bar" aria-hidden="true">
            {parts.map(({ kind, share }) => (
              <span key={kind} data-kind={kind} style={{ flexGrow: share }} />
            ))}
          </div>
          <dl className="ris-usage-list">
            {parts.map((part) => (
              <UsageRow key={part.kind} part={part} />
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

/** Modalities may come that this version does not know. */
function nameOf(modality: string, names: { readonly [modality: string]: string }): string {
  return (Object.hasOwn(names, modality) && names[modality]) || modality;
}

function UsageRow({ part: { kind, tokens, modalities } }: { part: UsagePart }): ReactNode {
  const { usage: words } = useLabels();
  const named = modalities.map(({ modality, tokens: count }) =>
    words.modality(nameOf(modality, words.modalities), count),
  );
  return (
    <div className="ris-usage-row" data-kind={kind}>
      <dt>{words.kinds[kind]}</dt>
      <dd>{words.tokens(tokens)}</dd>
      {modalities.length > 1 && <dd className="ris-hint">{named.join(words.separator)}</dd>}
    </div>
  );
}
