import type { Content } from '../src/core.ts';

/** A file on its way into a message. */
export interface Attachment {
  id: number;
  name: string;
  /** Bytes. */
  size: number;
  content: Content & { data: string; mime_type: string };
  /** For thumbnails; to be revoked. */
  url: string;
}

/** Bytes. As base64 in JSON it still passes the proxy. */
export const MAX_ATTACHMENT_SIZE = 16 * 1024 * 1024;

let nextId = 0;

/** Reads a file as a content item with inline data. */
export async function readAttachment(file: File): Promise<Attachment> {
  const mime_type = file.type || 'application/octet-stream';
  const data = await readBase64(file);
  const content = { type: contentType(mime_type), mime_type, data };
  return { id: nextId++, name: file.name, size: file.size, content, url: URL.createObjectURL(file) };
}

function contentType(mimeType: string): 'image' | 'audio' | 'video' | 'document' {
  const kind = mimeType.split('/', 1)[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document';
}

function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file could not be read.')));
    reader.readAsDataURL(file);
  });
}

/** Whether a text is the recording of a stream rather than prose: its first line, comments aside, is a field of an event. */
export function isRecording(text: string): boolean {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.find((line) => line !== '' && !line.startsWith(':'));
  return /^(event|data|id):/.test(first ?? '') && lines.some((line) => /^data: ?[{[]/.test(line));
}
