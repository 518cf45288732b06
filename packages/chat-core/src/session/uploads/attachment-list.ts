import type { UploadRecord } from '../storage/session-database.ts';

/** What stands in a message for a file, as far as this module reads it. */
type Entry = Readonly<Record<string, unknown>>;

/** How the files of a message are written into its metadata, as JSON. Those that are not stored yet have their ids for addresses. */
export interface AttachmentList {
  write(records: readonly UploadRecord[]): string;
  /** The ids of the files that are still on this device. */
  pendingIn(attachments: string): readonly string[];
  /** The same files, with the address of each that has one now. */
  withAddresses(attachments: string, addressOf: (id: string) => string | undefined): string;
  /** The same files, with as much room for each address as it may need. */
  withRoom(attachments: string): string;
  /** The id of a file on this device that an address names. */
  idIn(url: unknown): string | undefined;
}

/** An address is at most so long, as far as anybody knows before it is there. One of chat-server has about 150 characters. */
const longestAddress = 220;

/** @param scheme - How the address of a file begins that is still on this device. */
export function createAttachmentList(scheme: string): AttachmentList {
  const idIn: AttachmentList['idIn'] = (url) =>
    typeof url === 'string' && url.startsWith(scheme) ? url.slice(scheme.length) : undefined;

  const withAddresses: AttachmentList['withAddresses'] = (attachments, addressOf) =>
    JSON.stringify(
      readEntries(attachments).map((entry) => {
        const id = idIn(entry['url']);
        return id === undefined ? entry : { ...entry, url: addressOf(id) ?? entry['url'] };
      }),
    );

  return {
    write: (records) =>
      JSON.stringify(
        records.map(({ uploadId, name, blob, url = scheme + uploadId, width, height }) => ({
          url,
          name,
          mime: blob.type,
          bytes: blob.size,
          ...(width !== undefined && height !== undefined && { width, height }),
        })),
      ),
    pendingIn: (attachments) => readEntries(attachments).flatMap(({ url }) => idIn(url) ?? []),
    withAddresses,
    withRoom: (attachments) => withAddresses(attachments, () => 'x'.repeat(longestAddress)),
    idIn,
  };
}

function readEntries(attachments: string): readonly Entry[] {
  // This module has written it.
  return JSON.parse(attachments) as readonly Entry[];
}
