import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';

/** A table in a box of its own that scrolls, by keyboard too. The direction is that of the box. */
export function TableBox({ dir, ...table }: ComponentPropsWithoutRef<'table'>): ReactNode {
  const { markdown } = useLabels();
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no tag is a plain group, and named sections would be landmarks by the dozen
    <div role="group" className="ris-table-box" aria-label={markdown.table} tabIndex={0} dir={dir}>
      <table className="ris-table" {...table} />
    </div>
  );
}
