/** A person, as an export names him. */
export interface ExportedPerson {
  /** Raw id. */
  readonly id: string;
  readonly displayName?: string;
}

/** One message of an export. Times are ISO 8601, UTC; ids and numbers of the service are decimal strings. */
export interface ExportedMessage {
  readonly id: string;
  /** `text`, `html`, `topicUpdated`, `participantAdded`, `participantRemoved`, or what else the service has. */
  readonly type: string;
  readonly sequenceId?: string;
  readonly version?: string;
  readonly createdOn: string;
  readonly editedOn?: string;
  readonly deletedOn?: string;
  /** Absent in messages of the service. */
  readonly sender?: ExportedPerson;
  /** Text, or HTML in an `html` message, as the service gave it. Absent in deleted messages. */
  readonly content?: string;
  readonly topic?: string;
  readonly participants?: readonly ExportedPerson[];
  /** Raw id of who caused a message of the service. */
  readonly initiator?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** What the service attached. What clients attach is in the metadata. */
  readonly attachments?: readonly {
    readonly id: string;
    readonly name?: string;
    readonly url?: string;
  }[];
}

/** A whole thread, as plain data. */
export interface ExportedThread {
  readonly format: 'confab-thread-export';
  /** Another number means another shape. */
  readonly version: 1;
  readonly exportedAt: string;
  readonly thread: { readonly id: string; readonly topic: string; readonly createdOn: string };
  /** Who is in the thread now. */
  readonly participants: readonly ExportedPerson[];
  /** Oldest first. */
  readonly messages: readonly ExportedMessage[];
}
