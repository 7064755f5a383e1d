import { useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels, usePolicy } from '../../react/InteractionProvider.tsx';
import { Button, IconButton } from '../parts/Button.tsx';
import { safeLinkHref } from '../../react/urlPolicy.ts';
import type { Content } from '../../protocol/Content.ts';
import { base64Size, decodeBase64 } from './base64.ts';
import { downloadBytes } from '../parts/downloadBytes.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { mediaFile } from './mediaFile.ts';
import { SafeLink } from '../parts/SafeLink.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { useRemoteMedia } from './useRemoteMedia.ts';

export interface FileCardProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The content item whose file this is. */
  content: Content;
  /** What it is, as a label: "Document". */
  kind: string;
  icon: IconName;
  slot: string;
  /**
   * Goes out as `data-state`; default: `inline`, `remote`, `loading` while the app is asked for its address, `missing` when
   * there is neither data nor a usable address, `failed` when it could not be had.
   */
  state?: string;
}

/** A file as a chip: its name, type and size, and a way to save or open it. */
export function FileCard({ content, kind, icon, slot, state, className, ...rest }: FileCardProps): ReactNode {
  const labels = useLabels();
  const policy = usePolicy();
  const { uri } = recordOf(content);
  const data = textOf(recordOf(content).data);
  const remote = useRemoteMedia(data === '' ? uri : undefined, content);
  const [broken, setBroken] = useState<object>();
  const { title, extension, saveAs } = mediaFile(content, kind);

  const href = remote.action === 'load' || remote.action === 'ask' ? remote.src : safeLinkHref(uri, policy);
  const link = data === '' && remote.action !== 'wait' && remote.action !== 'fail' ? href : undefined;
  const own = data !== '' ? 'inline' : remote.action === 'wait' ? 'loading' : link === undefined ? 'missing' : 'remote';
  const failure =
    broken === content
      ? labels.content.failed(kind)
      : remote.action === 'fail' && labels.content.unresolved(kind, remote.message);
  const facts = [extension.toUpperCase(), data !== '' && labels.common.bytes(base64Size(data))]
    .filter(Boolean)
    .join(' · ');
  const name = (
    <span className="ris-file-name" dir="auto">
      {title}
    </span>
  );
  const save = () => {
    const bytes = decodeBase64(data);
    if (bytes && bytes.length > 0) downloadBytes(bytes, saveAs);
    else setBroken(content);
  };
  return (
    <div {...rest} {...slotProps(slot, failure ? 'failed' : (state ?? own), className)}>
      <Icon name={icon} />
      {failure ? (
        <span className="ris-media-words">
          {name}
          <span className="ris-media-reason">{failure}</span>
        </span>
      ) : (
        <>
          {name}
          {facts !== '' && <span className="ris-file-facts">{facts}</span>}
        </>
      )}
      {data !== '' && broken !== content && (
        <IconButton
          className="ris-file-action"
          icon="download"
          label={`${labels.common.download} ${saveAs}`}
          onClick={save}
        />
      )}
      {remote.action === 'fail' && <Button onClick={remote.load}>{labels.common.tryAgain}</Button>}
      {link !== undefined && <OpenLink href={link} isOwn={remote.action === 'load'} name={saveAs} />}
    </div>
  );
}

/**
 * What the app resolved is saved, not opened: an HTML or SVG file behind a proxy of the app's own would be a page of its
 * origin. Everything else passes the policy once more.
 */
function OpenLink({ href, isOwn, name }: { href: string; isOwn: boolean; name: string }): ReactNode {
  const { common } = useLabels();
  if (!isOwn) return <SafeLink href={href}>{common.open}</SafeLink>;
  return (
    <a {...slotProps('link', 'allowed')} href={href} download={name} target="_blank" rel="noopener noreferrer">
      {common.download}
    </a>
  );
}
