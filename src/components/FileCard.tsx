import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useLabels, usePolicy } from '../react/InteractionProvider.tsx';
import { mediaDecision, safeLinkHref } from '../react/urlPolicy.ts';
import type { Content } from '../protocol/Content.ts';
import { base64Size, decodeBase64 } from './base64.ts';
import { downloadBytes } from './downloadBytes.ts';
import { recordOf, textOf } from './fields.ts';
import { Icon, type IconName } from './icons.tsx';
import { extensionOf, parseMediaType } from './mediaType.ts';
import { SafeLink } from './SafeLink.tsx';
import { slotProps } from './slotProps.ts';

export interface FileCardProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The content item whose file this is. */
  content: Content;
  /** What it is, as a label: "Document". */
  kind: string;
  icon: IconName;
  slot?: string;
  /** Goes out as `data-state`; default: `inline`, `remote`, or `missing` when there is neither data nor a usable address. */
  state?: string;
}

/** A file as a chip: its name, type and size, and a way to save or open it. */
export function FileCard({ content, kind, icon, slot = 'file', state, className, ...rest }: FileCardProps): ReactNode {
  const { common } = useLabels();
  const policy = usePolicy();
  const { data, uri, mime_type, name } = recordOf(content);
  const extension = extensionOf(parseMediaType(mime_type));
  const inline = textOf(data) !== '';
  const decision = inline ? undefined : mediaDecision(uri, policy, content);
  const href = decision?.action === 'load' ? decision.src : safeLinkHref(uri, policy);
  const title = fileName(name) ?? fileName(uri) ?? kind;
  const facts = [extension.toUpperCase(), inline && common.bytes(base64Size(data))].filter(Boolean).join(' · ');
  const saveAs = /\.\w{1,8}$/.test(title) || extension === '' ? title : `${title}.${extension}`;
  return (
    <div {...rest} {...slotProps(slot, state ?? (inline ? 'inline' : href ? 'remote' : 'missing'), className)}>
      <Icon name={icon} />
      <span className="ris-file-name" dir="auto">
        {title}
      </span>
      {facts && <span className="ris-file-facts">{facts}</span>}
      {inline && <SaveButton data={data} name={saveAs} />}
      {!inline && href !== undefined && <OpenLink href={href} trusted={decision?.action === 'load'} />}
    </div>
  );
}

function SaveButton({ data, name }: { data: unknown; name: string }): ReactNode {
  const { common } = useLabels();
  const save = () => {
    const bytes = decodeBase64(data);
    if (bytes) downloadBytes(bytes, name);
  };
  return (
    <button type="button" className="ris-file-action" aria-label={`${common.download} ${name}`} onClick={save}>
      <Icon name="download" />
    </button>
  );
}

/** What the app resolved may be any URL of its own; everything else passes the policy once more. */
function OpenLink({ href, trusted }: { href: string; trusted: boolean }): ReactNode {
  const { common } = useLabels();
  if (!trusted) return <SafeLink href={href}>{common.open}</SafeLink>;
  return (
    <a {...slotProps('link', 'allowed')} href={href} target="_blank" rel="noopener noreferrer">
      {common.open}
    </a>
  );
}

/** The last part of a path or URL, when it reads like a file's name. */
function fileName(value: unknown): string | undefined {
  const last =
    textOf(value)
      .replace(/[?#][^]*$/, '')
      .split('/')
      .at(-1) ?? '';
  return /^[^\\:*"<>|\p{C}]{1,120}\.\w{1,8}$/u.test(last) ? last : undefined;
}
