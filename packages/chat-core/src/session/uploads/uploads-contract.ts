import type { ChatFailure } from '../../model/entities.ts';
import type { MessageDraft, SendHandle } from '../session-contract.ts';

/** A file that is to be stored where everybody in its thread can read it. */
export interface FileToStore {
  readonly threadId: string;
  /** The same in every try, so that a service may store the file once. */
  readonly uploadId: string;
  readonly blob: Blob;
  readonly name: string;
}

/** What goes with storing a file. */
export interface StoringOptions {
  /** Fires when the user has taken the file away, or the session has ended. */
  readonly signal: AbortSignal;
  /** Tells how far it is, 0 to 1. Need not be called. */
  onProgress(fraction: number): void;
}

/**
 * Stores a file, and resolves to the address under which everybody in the thread can read it: `https`, without a user's token in it. What
 * it rejects with is tried again a few times, unless it has `retryable: false`.
 */
export type UploadAttachment = (
  file: FileToStore,
  options: StoringOptions,
) => Promise<{ readonly url: string }>;

/** A file on its way into a message. */
export interface PendingUpload {
  readonly id: string;
  readonly threadId: string;
  readonly name: string;
  /** Media type, such as `image/png`; may be empty. */
  readonly mime: string;
  readonly bytes: number;
  /** Size of a picture in px. */
  readonly width?: number;
  readonly height?: number;
  /** `waiting`: for the network, for other files, or for another tab that is at it. */
  readonly state: 'waiting' | 'uploading' | 'uploaded' | 'failed';
  /** 0 to 1, as far as this tab knows. */
  readonly progress: number;
  /** Why it failed, with `failed`. */
  readonly failure?: ChatFailure;
  /** The message that it goes out with; absent while that is being written. */
  readonly clientMessageId?: string;
}

/**
 * The files of a user on their way into messages. They are uploaded as soon as they are added, up to three at once, and are kept on this
 * device until their message is sent: a reload, another tab or a lost network loses none. All tabs of the user share them.
 */
export interface Uploads {
  /** The files of a thread, in the order in which they were added: the same array until something changes. */
  list(threadId: string): readonly PendingUpload[];
  /** Calls the listener when something has changed. Returns a function that ends it. */
  subscribe(listener: () => void): () => void;
  /**
   * Begins to upload a file. Returns its id.
   * @throws ChatClientError `uploads-full` when the files of this user that wait would have more than 25 MB together.
   */
  add(
    threadId: string,
    file: Blob,
    facts: { readonly name: string; readonly width?: number; readonly height?: number },
  ): string;
  /** Takes a file away: its upload ends, and it is not kept any more. */
  cancel(id: string): void;
  /** Begins a failed upload anew. */
  retry(id: string): void;
  /** The bytes of a file. */
  blobOf(id: string): Blob | undefined;
  /**
   * Sends a message with these files, as `send` of the session does. Its row is there at once; it leaves when all files are stored. Without a
   * text the names of the files stand for it, for clients that know no attachments.
   * @throws ChatClientError as `send` of the session; `invalid-argument` when a file is not there, `too-large` when the names of the files
   * leave no room in the message. Nothing is sent then, and the files stay.
   */
  send(threadId: string, draft: MessageDraft, uploadIds: readonly string[]): SendHandle;
  /**
   * Whether an address has to be read with {@link Uploads.read}: because it is the service's, which asks who reads it, or because the file
   * is still on this device. All others are open by themselves, and no token goes there.
   */
  needsToken(url: string): boolean;
  /**
   * The bytes at such an address.
   * @throws ChatClientError `invalid-argument` for another address, `not-found`, `network`, or the service's code.
   */
  read(url: string, options?: { readonly signal?: AbortSignal }): Promise<Blob>;
}

/** What became of the files of a message: its metadata with their addresses, or why one of them could not be stored. */
export type StoredFiles =
  | { readonly attachments: string; readonly failure?: undefined }
  | { readonly failure: ChatFailure };
