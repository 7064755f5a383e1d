import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { clipLine } from '../parts/clipLine.ts';
import { textOf } from '../parts/fields.ts';
import { foundSections } from './foundSections.tsx';
import { SafeLink } from '../parts/SafeLink.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** The fields by which proxies and former revisions name a file, and a place to open it. */
const NAMES = ['title', 'file_name', 'display_name', 'name', 'source'];
const ADDRESSES = ['url', 'uri', 'document_uri'];

/** What was asked, and the passages that were found, each with its file. The API itself only says that it has searched. */
export function fileSearchSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  return foundSections(steps, labels, { label: labels.tool.files, isRow: isPassage, draw: drawPassage });
}

function isPassage(row: Wire): boolean {
  return firstOf(row, NAMES) !== '' || firstOf(row, ADDRESSES) !== '';
}

function drawPassage(passage: Wire): ReactNode {
  const address = firstOf(passage, ADDRESSES);
  const name = clipLine(firstOf(passage, NAMES) || address);
  const text = textOf(passage.text);
  const store = textOf(passage.file_search_store);
  return (
    <>
      {address === '' ? <strong className="ris-list-title">{name}</strong> : <SafeLink href={address}>{name}</SafeLink>}
      {store !== '' && <span className="ris-hint"> {store}</span>}
      {text !== '' && (
        <div className="ris-passage">
          <FoldedText text={text} />
        </div>
      )}
    </>
  );
}

function firstOf(row: Wire, names: readonly string[]): string {
  return names.map((name) => textOf(row[name])).find((text) => text.trim() !== '') ?? '';
}
