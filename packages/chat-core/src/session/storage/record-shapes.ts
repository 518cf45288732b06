import type { SessionTables, TableName } from './session-database.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => Number.isFinite(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const isTexts: Check = (value) => isPlain(value) && Object.values(value).every(isText);
const isSelection: Check = (value) =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);
const isPerson: Check = (value) =>
  isPlain(value) &&
  isText(value.userId) &&
  optional(isText)(value.displayName) &&
  optional(isNumber)(value.shareHistoryTime);
const isFailure: Check = (value) =>
  isPlain(value) && isText(value.code) && isText(value.message) && isFlag(value.retryable);

function oneOf<Text extends string>(...texts: readonly Text[]): Check {
  return (value) => texts.some((text) => text === value);
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

/** What the fields of each table's records hold. A field that is forgotten here is an error of types. */
const shapes: {
  readonly [Table in TableName]: {
    readonly [Field in keyof Required<SessionTables[Table]>]: Check;
  };
} = {
  outbox: {
    clientMessageId: isText,
    threadId: isText,
    kind: oneOf('text', 'html'),
    content: isText,
    senderDisplayName: optional(isText),
    metadata: isTexts,
    ordinal: isNumber,
    createdAt: isNumber,
    state: oneOf('queued', 'sending', 'checking', 'sent', 'failed', 'cancelled'),
    attempts: isNumber,
    firstAttemptAt: optional(isNumber),
    lastAttemptAt: optional(isNumber),
    since: optional(isNumber),
    mustBeFound: isFlag,
    dispatchedContent: optional(isText),
    mayLinger: optional(isFlag),
    isTakenBack: optional(isFlag),
    isDeleted: optional(isFlag),
    id: optional(isText),
    failure: optional(isFailure),
    stateSince: isNumber,
  },
  changes: {
    changeId: isText,
    threadId: isText,
    messageId: isText,
    kind: oneOf('edit', 'delete'),
    content: optional(isText),
    metadata: optional(isTexts),
    base: optional(isText),
    ordinal: isNumber,
    createdAt: isNumber,
    state: oneOf('queued', 'sending', 'accepted', 'failed'),
    failure: optional(isFailure),
    stateSince: isNumber,
  },
  drafts: {
    threadId: isText,
    text: isText,
    selection: optional(isSelection),
    replyTo: optional(isText),
    metadata: optional(isTexts),
    updatedAt: isNumber,
  },
  marks: {
    threadId: isText,
    seen: isText,
    readAt: isNumber,
    sent: isText,
    written: optional(isText),
    refused: optional(isText),
  },
  creations: {
    creationId: isText,
    topic: isText,
    participants: (value) => Array.isArray(value) && value.length > 0 && value.every(isPerson),
    createdAt: isNumber,
  },
  uploads: {
    uploadId: isText,
    threadId: isText,
    blob: (value) => value instanceof Blob,
    name: isText,
    width: optional(isNumber),
    height: optional(isNumber),
    ordinal: isNumber,
    url: optional(isText),
    failure: optional(isFailure),
    clientMessageId: optional(isText),
  },
  leases: { name: isText, holder: isText, until: isNumber },
};

/** Whether what was found in a table is a record of it. Fields that this version does not know are left alone. */
export function isRecordOf<Table extends TableName>(
  table: Table,
  value: unknown,
): value is SessionTables[Table] {
  return (
    isPlain(value) &&
    Object.entries<Check>(shapes[table]).every(([field, check]) => check(value[field]))
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
