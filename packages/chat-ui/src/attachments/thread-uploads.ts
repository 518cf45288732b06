import type { MessageMetadata } from '@confab/chat-core/model';
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
  /** Sends a message with these files. Throws when it cannot: then nothing is sent, and the files stay. */
  send(threadId: string, message: MessageWithFiles, uploadIds: readonly string[]): unknown;
}

/** What goes out with files. The text may be empty. */
export interface MessageWithFiles {
  readonly content: string;
  readonly metadata?: MessageMetadata;
}

/** The files of the message that is being written. */
export interface AttachedFiles {
  readonly count: number;
  /**
   * Sends the message with them.
   * @throws FilesError, and nothing is sent, when one of them could not be uploaded; what the uploads throw when the message cannot be sent.
   */
  send(message: MessageWithFiles): void;
}

/** A draft with a note whether files belong to it. */
export interface NotedDraft {
  readonly text: string;
  readonly metadata?: MessageMetadata;
}

/** Why a message with files was not sent. */
export interface FilesError extends Error {
  /** For the user, in his language. */
  readonly userText: string;
}
