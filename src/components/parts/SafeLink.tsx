import type { ComponentPropsWithRef, ReactNode, Ref } from 'react';
import { usePolicy } from '../../react/InteractionProvider.tsx';
import { safeLinkHref } from '../../react/urlPolicy.ts';
import { slotProps } from './slotProps.ts';

/** Props of `SafeLink`, beside those of its `a`; where it opens, and what it tells the site, is not up to the caller. */
export interface SafeLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href' | 'target' | 'rel'> {
  /** From a model, a tool or a source: anything. What the policy refuses is drawn as text, `data-state="refused"`. */
  href: unknown;
}

/** A link that the URL policy has passed: opens in a new tab, tells the target nothing. A refused one is its text alone. */
export function SafeLink({ href, className, onClick, children, ref, ...rest }: SafeLinkProps): ReactNode {
  const policy = usePolicy();
  const safe = safeLinkHref(href, policy);
  if (safe === undefined) {
    return (
      <span {...rest} ref={ref as Ref<HTMLSpanElement>} {...slotProps('link', 'refused', className)}>
        {children}
      </span>
    );
  }
  return (
    <a
      {...rest}
      ref={ref}
      {...slotProps('link', 'allowed', className)}
      href={safe}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        onClick?.(event);
        policy.onLinkClick?.(event, safe);
      }}
    >
      {children}
    </a>
  );
}
