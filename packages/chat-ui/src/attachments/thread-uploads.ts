import type { PendingAttachment } from './pending-attachment.ts';

/** The uploads of a user, as the composer needs them. Those of a chat session fit. */
export interface ThreadUploads {
  /** The files of a thread that are on their way, oldest first: the same array until something changes. */
  list(
    threadId: string,
  ): readonly (PendingAttachment & { readonly clientMessageId?: string | undefined })[];
  subscribe(listener: () => void): () => void;
  /** Begins to upload a file. Throws an error with a sentence for the user when it cannot. */
  add(
    threadId: string,
    file: Blob,
    facts: { readonly name: string; readonly width?: number; readonly height?: number },
  ): unknown;
  cancel(id: string): void;
  retry(id: string): void;
  blobOf(id: string): Blob | undefined;
}
