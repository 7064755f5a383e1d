import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { DocumentContent } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { FileCard } from './FileCard.tsx';

/** Props of `DocumentItem`, beside those of its `div`. */
export interface DocumentItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The document as the API sends it: with its `data` in base64, or a `uri`. */
  content: DocumentContent;
}

/** A document content item as a chip: name, type and size, and a way to save or open it. Nothing loads by itself. */
export function DocumentItem({ content, ...rest }: DocumentItemProps): ReactNode {
  const labels = useLabels();
  return <FileCard {...rest} content={content} kind={labels.content.document} icon="file" slot="document-item" />;
}
