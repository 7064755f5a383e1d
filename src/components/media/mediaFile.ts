import type { Content } from '../../protocol/Content.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { extensionOf, parseMediaType } from './mediaType.ts';

/** What a medium is called as a file. */
export interface MediaFile {
  /** The name that it came with, else its kind. */
  title: string;
  /** Without the dot; `''` when the type is unknown. */
  extension: string;
  /** The title, with the extension where it has none. */
  saveAs: string;
}

/** The name and type of a content item's file. `type` is what its bytes are, where that is known better than it is declared. */
export function mediaFile(content: Content, kind: string, type?: string): MediaFile {
  const { uri, mime_type, name } = recordOf(content);
  const extension = extensionOf(parseMediaType(type ?? mime_type));
  const title = fileName(name) ?? fileName(uri) ?? kind;
  return { title, extension, saveAs: /\.\w{1,8}$/.test(title) || extension === '' ? title : `${title}.${extension}` };
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
