import type { ChatFailure } from '../../model/entities.ts';
import type { MessageMetadata } from '../../model/message-metadata.ts';
import type { OutgoingMessage, SavedDraft } from '../chat-event.ts';
import type { PersonToAdd } from '../people/new-people.ts';

/** A message of this user on its way, as it is stored. */
export interface OutboxRecord extends OutgoingMessage {
  /**
   * `sending` is stored before the request leaves, so a record that is found in this state may have been stored by the service.
   * `sent` and `cancelled` are kept for a while for tabs that slept.
   */
  readonly state: 'queued' | 'sending' | 'checking' | 'sent' | 'failed' | 'cancelled';
  /** Requests that have left. */
  readonly attempts: number;
  /** When the first and the last of them left, in local ms. */
  readonly firstAttemptAt?: number;
  readonly lastAttemptAt?: number;
  /** The service's time, ms, before which no attempt can have been stored, as far as one was known then. */
  readonly since?: number;
  /** An attempt that the service may have stored beside another one: it has to be looked for. */
  readonly mustBeFound: boolean;
  /** What the attempts said that may be stored; absent while that is `content`. */
  readonly dispatchedContent?: string;
  /** An attempt was given up that nobody has refused. It could still be stored, against all expectation. */
  readonly mayLinger?: boolean;
  /** The user took the message back while it was on its way: it is deleted as soon as its id is known. */
  readonly isTakenBack?: boolean;
  /** The user has deleted the message: so are doubles of it that turn up later. */
  readonly isDeleted?: boolean;
  /** The service's id, once it is known. */
  readonly id?: string;
  readonly failure?: ChatFailure;
  /** When the record came into its last state, in local ms. */
  readonly stateSince: number;
}

/** An edit or a deletion of a message that the service knows. */
export interface ChangeRecord {
  readonly changeId: string;
  readonly threadId: string;
  readonly messageId: string;
  readonly kind: 'edit' | 'delete';
  /** New content and metadata of an edit. */
  readonly content?: string;
  readonly metadata?: MessageMetadata;
  /** The version of the message that it is a change of, as far as one was known. */
  readonly base?: string;
  readonly ordinal: number;
  readonly createdAt: number;
  readonly state: 'queued' | 'sending' | 'accepted' | 'failed';
  readonly failure?: ChatFailure;
  readonly stateSince: number;
}

/** What the user has written and not sent. */
export interface DraftRecord extends SavedDraft {
  readonly threadId: string;
}

/** How far this user has read a thread, here and as far as the service was told. */
export interface ReadMarkRecord {
  readonly threadId: string;
  readonly seen: string;
  readonly readAt: number;
  readonly sent: string;
  /** This user's last message: nothing up to it is unread, whoever else is told that. */
  readonly written?: string;
  /** The service knows no such message: a mark that was set by mistake, and must not hide that others are further. */
  readonly refused?: string;
}

/** A thread that the user has asked for and that is not known to exist. It ends with the promise that was given for it. */
export interface CreationRecord {
  /** By this the service knows the request again, and makes one thread of all its repetitions. */
  readonly creationId: string;
  readonly topic: string;
  /** Everybody who is to be in it, the user as well. */
  readonly participants: readonly PersonToAdd[];
  /** When the user asked for it, local ms. */
  readonly createdAt: number;
}

/** A file that goes out with a message of this user, or with one that is still being written. */
export interface UploadRecord {
  readonly uploadId: string;
  readonly threadId: string;
  readonly blob: Blob;
  readonly name: string;
  /** Size of a picture in px. */
  readonly width?: number;
  readonly height?: number;
  /** When the user attached it, local ms, and later than all files before it. */
  readonly ordinal: number;
  /** Where it is stored for everybody in the thread, once it is. */
  readonly url?: string;
  readonly failure?: ChatFailure;
  /** The message that it goes out with, once the user has sent that. */
  readonly clientMessageId?: string;
}

/** Which tab sends, where the platform has no locks. */
export interface LeaseRecord {
  readonly name: string;
  readonly holder: string;
  readonly until: number;
}

/** What is kept, by table. The key of a record is the field that {@link tableKeys} names. */
export interface SessionTables {
  readonly outbox: OutboxRecord;
  readonly changes: ChangeRecord;
  readonly drafts: DraftRecord;
  readonly marks: ReadMarkRecord;
  readonly creations: CreationRecord;
  readonly uploads: UploadRecord;
  readonly leases: LeaseRecord;
}

export type TableName = keyof SessionTables;

export const tableKeys: { readonly [Table in TableName]: keyof SessionTables[Table] & string } = {
  outbox: 'clientMessageId',
  changes: 'changeId',
  drafts: 'threadId',
  marks: 'threadId',
  creations: 'creationId',
  uploads: 'uploadId',
  leases: 'name',
};

/** The key of a record. */
export function keyOf<Table extends TableName>(table: Table, record: SessionTables[Table]): string {
  // The field that the table of keys names is a text in all of them.
  return String(record[tableKeys[table] as keyof SessionTables[Table]]);
}

/**
 * What one user's sessions keep on this device. All tabs of the user share it. Every call may reject; nothing is changed then.
 */
export interface SessionDatabase {
  /** False: what is kept here ends with the page. */
  readonly isPersisted: boolean;
  /** All records that can be read. Broken ones are set aside and reported, never dropped silently. */
  readAll<Table extends TableName>(table: Table): Promise<readonly SessionTables[Table][]>;
  /**
   * Changes one record, in one transaction with its reading. `change` gets what is stored, `undefined` when nothing is, and gives what
   * is to be stored, `undefined` to delete it; giving back the same object changes nothing. It is called again when a transaction has to
   * be repeated, and so must do nothing else that counts. Resolves to what is stored then, when it is
   * safe on the device.
   */
  update<Table extends TableName>(
    table: Table,
    key: string,
    change: (current: SessionTables[Table] | undefined) => SessionTables[Table] | undefined,
  ): Promise<SessionTables[Table] | undefined>;
  /**
   * Stores a record, whatever is stored under its key. Nothing is read before, so this may still succeed where the page goes in the
   * next moment.
   */
  put<Table extends TableName>(table: Table, record: SessionTables[Table]): Promise<void>;
  close(): void;
  /** Deletes everything that is kept for this user, and closes. */
  erase(): Promise<void>;
}

/** Why a session does not keep things beyond its page. `full`: that is so for what found no room, until a new record is stored again. */
export type PersistenceProblem = 'unavailable' | 'full' | 'newer-version' | 'turned-off';

/** What a database tells its session. */
export interface DatabaseObserver {
  /**
   * `full`: a record did not fit and was refused; nothing else changed. All others: the database keeps nothing more for good and goes on
   * in memory, and `isPersisted` is false. `undefined`, after `full`: there is room for new records again.
   */
  onProblem(problem: PersistenceProblem | undefined, cause: unknown): void;
  /** A record could not be understood. It was set aside. */
  onBrokenRecord(table: TableName, key: string): void;
}

/**
 * Opens the database of one user of one service. It always resolves: where the platform keeps nothing, to a database in memory,
 * after the observer was told.
 */
export type OpenSessionDatabase = (
  name: string,
  observer: DatabaseObserver,
) => Promise<SessionDatabase>;
