/**
 * Where the bytes of attached files are kept, apart from the rows that describe them. It knows nothing of threads, names
 * or types: an id is all that leads to a file. Several processes may use one store at once.
 */
export interface AttachmentStore {
  /**
   * Keeps what `bytes` yields under this id, which was never used before, and says how many bytes that is. Takes the
   * next piece only when the one before is stored. Durable, if the store is, when it resolves; when it rejects, or
   * `bytes` throws, nothing of it stays.
   */
  write(attachmentId: string, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** The file in pieces, read as they are asked for; `undefined` when there is none. Whoever stops early cancels it. */
  read(attachmentId: string): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Removes the file, finished or not. Nothing happens when there is none. */
  remove(attachmentId: string): Promise<void>;
}
