import type { Context } from 'hono';
import { badRequest, ChatServiceError, payloadTooLarge } from '../service-error.ts';
import { cleanFileName } from '../wire/file-name.ts';
import type { AttachmentSettings } from './attachment-settings.ts';
import { allowsType, isMediaType } from './media-types.ts';
import { unlessBroken } from './request-body.ts';
import type { RestEnv } from './rest-services.ts';

/** The header that names an uploaded file, percent-encoded. Not in the URL: addresses end up in logs. */
export const fileNameHeader = 'x-confab-file-name';

/** What the head of an upload says of the file. */
export interface UploadHead {
  /** Cleaned. */
  readonly name: string;
  readonly mime: string;
  /** The length that the caller announces, and one byte when he does not. */
  readonly bytes: number;
}

/** Reads the head, before any byte of the file. */
export function readUploadHead(c: Context<RestEnv>, settings: AttachmentSettings): UploadHead {
  const name = cleanFileName(readFileName(c.req.header(fileNameHeader)));
  const mime = readType(c.req.header('content-type'), settings);
  const length = c.req.header('content-length') ?? '';
  // A body that comes in chunks announces nothing, and one of a page need not.
  const bytes = /^\d+$/.test(length) ? Number(length) : 1;
  if (bytes > settings.maxBytes) throw tooLarge(settings);
  if (bytes === 0) throw emptyFile();
  return { name, mime, bytes };
}

function readFileName(header: string | undefined): string {
  if (header === undefined || header === '') {
    throw badRequest(
      'The file has no name, so it was not stored. Send the header "X-Confab-File-Name" with the name as percent-encoded UTF-8.',
    );
  }
  try {
    return decodeURIComponent(header);
  } catch {
    throw badRequest(
      'The header "X-Confab-File-Name" is not percent-encoded UTF-8, so the file was not stored. Encode the name with encodeURIComponent.',
    );
  }
}

function readType(header: string | undefined, { types }: AttachmentSettings): string {
  const mime = header?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!isMediaType(mime)) {
    throw badRequest(
      'The file has no type, so it was not stored. Send the header "Content-Type" with the type of the file, such as image/png.',
    );
  }
  if (allowsType(types, mime)) return mime;
  throw new ChatServiceError(
    'UnsupportedMediaType',
    `Files of the type ${mime} may not be attached here, so it was not stored. Send another kind of file, or put it into a zip archive.`,
  );
}

/** The file piece by piece. Stops, and throws, as soon as it is larger than allowed, and when it ends without a byte. */
export async function* readUpload(
  body: ReadableStream<Uint8Array> | null,
  settings: AttachmentSettings,
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  let size = 0;
  try {
    while (reader !== undefined) {
      const { done, value } = await unlessBroken(reader.read());
      if (done) break;
      size += value.length;
      if (size > settings.maxBytes) throw tooLarge(settings);
      yield value;
    }
  } finally {
    // Whoever still sends is not waited for.
    void reader?.cancel().catch(() => undefined);
  }
  if (size === 0) throw emptyFile();
}

function tooLarge({ maxBytes }: AttachmentSettings): Error {
  return payloadTooLarge(
    `The file is larger than ${maxBytes} bytes, so it was not stored. Send a smaller one.`,
  );
}

function emptyFile(): Error {
  return badRequest('The file is empty, so it was not stored. Send one that has content.');
}
