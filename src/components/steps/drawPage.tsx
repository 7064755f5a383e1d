import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import { textOf } from '../parts/fields.ts';
import { SafeLink } from '../parts/SafeLink.tsx';

/** A page by its title, or its address; as a link if it has one. */
export function drawPage({ url, title }: Wire): ReactNode {
  const address = textOf(url);
  return address === '' ? textOf(title) : <SafeLink href={address}>{textOf(title) || address}</SafeLink>;
}
