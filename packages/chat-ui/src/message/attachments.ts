import { attachmentsKey, uploadScheme, type Message } from '@confab/chat-core/model';

/** A picture or a file that belongs to a message. It lies elsewhere; the message holds its address. */
export interface MessageAttachment {
  readonly url: string;
  /** File name, without characters that reorder what is read. */
  readonly name: string;
  /** Media type, such as `image/png`. */
  readonly mime: string;
  /** Size of the file, where it is known. */
  readonly bytes?: number;
  /** Size of a picture in px, where it is known. */
  readonly width?: number;
  readonly height?: number;
}

/** More than that is no message but a flood. */
const maximumCount = 20;
const maximumNameLength = 200;
/** Control characters, and those that turn the reading direction: "exe.gpj" must not read as "jpg.exe". */
// oxlint-disable-next-line no-control-regex
const misleading = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const none: readonly MessageAttachment[] = [];

/**
 * The attachments of a message, as far as they can be shown safely: `https:` addresses, `http:` ones on this computer, and files that are still on
 * this device, in a message that is not sent. Whatever else the message says of them is left out. Anybody in the thread may have written it.
 */
export function attachmentsOf(
  message: Pick<Message, 'id' | 'metadata' | 'attachments'>,
): readonly MessageAttachment[] {
  const { id, metadata, attachments } = message;
  const json = metadata?.[attachmentsKey];
  if (json === undefined && attachments === undefined) return none;
  const all = [...readList(json), ...(attachments ?? [])];
  return all.slice(0, maximumCount).flatMap((entry) => readAttachment(entry, id === undefined));
}

/** What stands for a message without words: the names of its files, for clients that know no attachments. */
export function isFileNames(text: string, attachments: readonly MessageAttachment[]): boolean {
  return text === attachments.map(({ name }) => name).join(', ');
}

function readList(json: unknown): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(String(json));
    return Array.isArray(list) ? list : none;
  } catch {
    return none;
  }
}

/** Whether it is shown as a picture. Pictures that can hold scripts are files. */
export function isPicture({ mime }: Pick<MessageAttachment, 'mime'>): boolean {
  return /^image(?:\/(?:png|jpe?g|gif|webp|avif|bmp))?$/iu.test(mime);
}

function readAttachment(entry: unknown, isUnsent: boolean): MessageAttachment[] {
  // Every field is looked at below.
  const { url, name, mime, bytes, width, height } = Object(entry) as Record<string, unknown>;
  const address = safeAddress(url, isUnsent);
  if (address === null) return [];
  const hasSize = isLength(width) && isLength(height);
  return [
    {
      url: address,
      name: readName(name) || fileNameIn(address),
      mime: typeof mime === 'string' ? mime.slice(0, 100) : '',
      ...(isLength(bytes) && { bytes }),
      ...(hasSize && { width, height }),
    },
  ];
}

function readName(name: unknown): string {
  if (typeof name !== 'string') return '';
  return name.slice(0, maximumNameLength).replaceAll(misleading, '').trim();
}

function fileNameIn(address: string): string {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return readName(decodeURIComponent(last)) || address;
  } catch {
    return last;
  }
}

function safeAddress(url: unknown, isUnsent: boolean): string | null {
  if (typeof url !== 'string' || url.length > 4000 || !URL.canParse(url)) return null;
  const { protocol, hostname, username, password, href } = new URL(url);
  if (protocol === uploadScheme) return isUnsent ? href : null;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return null;
  return username === '' && password === '' ? href : null;
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e12;
}
