import { uploadScheme } from '../../model/attachments-key.ts';
import type { UploadRecord } from '../storage/session-database.ts';

/** What stands in a message for a file, as far as this module reads it. */
type Entry = Readonly<Record<string, unknown>>;

/** An address is at most so long, as far as anybody knows before it is there. One of chat-server has about 150 characters. */
const longestAddress = 220;

/** The files of a message as its metadata names them: those that are not stored yet by their ids. */
export function writeAttachments(records: readonly UploadRecord[]): string {
  return JSON.stringify(
    records.map(({ uploadId, name, blob, url = uploadScheme + uploadId, width, height }) => ({
      url,
      name,
      mime: blob.type,
      bytes: blob.size,
      ...(width !== undefined && height !== undefined && { width, height }),
    })),
  );
}

/** The ids of the files that are still on this device. */
export function pendingIn(attachments: string): readonly string[] {
  return readEntries(attachments).flatMap(({ url }) => idIn(url) ?? []);
}

/** The same files, with the address of each that has one now. */
export function withAddresses(
  attachments: string,
  addressOf: (id: string) => string | undefined,
): string {
  return JSON.stringify(
    readEntries(attachments).map((entry) => {
      const id = idIn(entry['url']);
      return id === undefined ? entry : { ...entry, url: addressOf(id) ?? entry['url'] };
    }),
  );
}

/** The same files, with as much room for each address as it may need. */
export function withRoomForAddresses(attachments: string): string {
  return withAddresses(attachments, () => 'x'.repeat(longestAddress));
}

/** The id of a file on this device that an address names. */
export function idIn(url: unknown): string | undefined {
  return typeof url === 'string' && url.startsWith(uploadScheme)
    ? url.slice(uploadScheme.length)
    : undefined;
}

function readEntries(attachments: string): readonly Entry[] {
  // This module has written it.
  return JSON.parse(attachments) as readonly Entry[];
}
