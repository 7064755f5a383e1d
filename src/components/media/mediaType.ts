import { textOf } from '../parts/fields.ts';

/** A MIME type taken apart: `audio/L16; rate=24000` is `audio/l16` with the parameter `rate`. */
export interface MediaType {
  /** Lower case, without parameters. `''` when unknown. */
  essence: string;
  parameters: ReadonlyMap<string, string>;
}

/** Reads a MIME type of the wire. Anything that is none has an empty `essence`. */
export function parseMediaType(value: unknown): MediaType {
  const [essence = '', ...rest] = textOf(value).toLowerCase().split(';');
  const parameters = rest.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, Math.max(at, 0)).trim(),
      pair
        .slice(at + 1)
        .trim()
        .replace(/^"|"$/g, ''),
    ];
  });
  const trimmed = essence.trim();
  return { essence: /^[\w.+-]+\/[\w.+-]+$/.test(trimmed) ? trimmed : '', parameters: new Map(parameters) };
}

/** The type for a player, or `''`: what is neither audio nor video is not passed on, since a `blob:` page of HTML has the app's own origin. */
export function playableType({ essence }: MediaType): string {
  return /^(audio|video)\//.test(essence) ? essence : '';
}

const EXTENSIONS = new Map([
  ['plain', 'txt'],
  ['markdown', 'md'],
  ['svg+xml', 'svg'],
  ['mpeg', 'mp3'],
  ['l16', 'wav'],
  ['quicktime', 'mov'],
  ['javascript', 'js'],
  ['vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
]);

/** The file extension that people know a type by, without the dot: `pdf`, `mp3`. `''` when the type is unknown. */
export function extensionOf({ essence }: MediaType): string {
  const [type, subtype = ''] = essence.split('/');
  if (type === 'video' && subtype === 'mpeg') return 'mpg';
  return (
    EXTENSIONS.get(subtype) ??
    subtype
      .replace(/^x-/, '')
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 8)
  );
}
