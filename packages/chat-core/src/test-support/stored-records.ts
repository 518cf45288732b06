import type {
  ChangeRecord,
  DatabaseObserver,
  DraftRecord,
  OutboxRecord,
  PersistenceProblem,
  SessionTables,
  TableName,
} from '../session/storage/session-database.ts';

/** A message that waits to be sent. */
export function createOutboxRecord(fields: Partial<OutboxRecord> = {}): OutboxRecord {
  return {
    clientMessageId: 'c1',
    threadId: '19:t@thread.v2',
    kind: 'text',
    content: 'Hello',
    metadata: { 'confab.clientMessageId': 'c1' },
    ordinal: 1,
    createdAt: 1,
    state: 'queued',
    attempts: 0,
    mustBeFound: false,
    stateSince: 1,
    ...fields,
  };
}

/** A draft of one word. */
export function createDraftRecord(fields: Partial<DraftRecord> = {}): DraftRecord {
  return { threadId: '19:t@thread.v2', text: 'Hel', updatedAt: 1, ...fields };
}

const change: ChangeRecord = {
  changeId: 'e1',
  threadId: '19:t@thread.v2',
  messageId: '1767225600000',
  kind: 'edit',
  content: 'Hello!',
  metadata: {},
  base: '1767225600000',
  ordinal: 2,
  createdAt: 2,
  state: 'failed',
  failure: { code: 'forbidden', message: 'You may not.', retryable: false },
  stateSince: 3,
};

/** One record of each table, with every field that it can have. */
export const completeRecords: { readonly [Table in TableName]: Required<SessionTables[Table]> } = {
  outbox: {
    ...createOutboxRecord(),
    senderDisplayName: 'Ada',
    firstAttemptAt: 2,
    lastAttemptAt: 3,
    since: 1,
    dispatchedContent: 'Helo',
    mayLinger: false,
    isTakenBack: false,
    isDeleted: false,
    id: '1767225600000',
    failure: { code: 'network', message: 'No network.', retryable: true },
  },
  // Every field is there.
  changes: change as Required<ChangeRecord>,
  drafts: { ...createDraftRecord(), selection: [1, 3], replyTo: '1767225600000', metadata: {} },
  marks: {
    threadId: '19:t@thread.v2',
    seen: '2',
    readAt: 1,
    sent: '1',
    written: '2',
    refused: '3',
  },
  creations: {
    creationId: 'n1',
    topic: 'Looms',
    participants: [{ userId: '8:acs:res_ada', displayName: 'Ada', shareHistoryTime: 1 }],
    createdAt: 1,
  },
  uploads: {
    uploadId: 'u1',
    threadId: '19:t@thread.v2',
    blob: new Blob(['picture'], { type: 'image/png' }),
    name: 'loom.png',
    width: 3,
    height: 2,
    ordinal: 1,
    url: 'https://files.example/loom.png',
    failure: { code: 'network', message: 'No network.', retryable: true },
    clientMessageId: 'c1',
  },
  leases: { name: 'sending', holder: 'tab', until: 10_000 },
};

/** What a database has told. */
export interface RecordingObserver extends DatabaseObserver {
  /** `undefined` for the end of a problem. */
  readonly problems: readonly (PersistenceProblem | undefined)[];
  readonly causes: readonly unknown[];
  /** Table and key of each broken record. */
  readonly broken: readonly (readonly [table: TableName, key: string])[];
}

/** Creates a {@link RecordingObserver}. */
export function createRecordingObserver(): RecordingObserver {
  const problems: (PersistenceProblem | undefined)[] = [];
  const causes: unknown[] = [];
  const broken: [TableName, string][] = [];
  return {
    problems,
    causes,
    broken,
    onProblem(problem, cause) {
      problems.push(problem);
      causes.push(cause);
    },
    onBrokenRecord: (table, key) => void broken.push([table, key]),
  };
}
