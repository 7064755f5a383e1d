import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import { clipLine } from '../parts/clipLine.ts';
import { textOf } from '../parts/fields.ts';
import { SafeLink } from '../parts/SafeLink.tsx';

/** A page by its title, or its address; as a link if it has one. */
export function drawPage({ url, title }: Wire): ReactNode {
  const address = textOf(url);
  const name = clipLine(textOf(title) || address);
  return address === '' ? name : <SafeLink href={address}>{name}</SafeLink>;
}
