import type {
  AttachmentRow,
  MessageRow,
  NewEvent,
  ParticipantRow,
  ThreadRow,
} from '../storage/rows.ts';

/** A thread. */
export const thread: ThreadRow = {
  threadId: '19:a@thread.v2',
  topic: 'Lunch',
  createdAt: 1_000,
  createdBy: 'ada',
  metadata: { kind: 'team' },
  retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 30 },
  deleteAt: null,
  deletedAt: null,
  lastSequence: 0,
  lastVersion: 1_000,
  lastMessageAt: 1_000,
};

/** Somebody in it. */
export const participant: ParticipantRow = {
  threadId: thread.threadId,
  userId: 'ada',
  displayName: 'Ada',
  shareHistoryTime: null,
  metadata: {},
  addedAt: 1_000,
  removedAt: null,
  eventsAfter: 0,
};

/** A file in it. */
export const attachment: AttachmentRow = {
  threadId: thread.threadId,
  attachmentId: '0123456789abcdef0123456789abcdef',
  uploaderId: 'ada',
  name: "x'); DROP TABLE attachments; -- 한국어 😀.png",
  mime: 'image/png',
  bytes: 3_000_000_000,
  createdAt: 1_005,
};

/** The message at this position of it. */
export const messageRow = (sequence: number, part: Partial<MessageRow> = {}): MessageRow => ({
  threadId: thread.threadId,
  messageId: 1_000 + sequence * 10,
  sequence,
  version: 1_000 + sequence * 10,
  type: 'text',
  content: { message: `Message ${sequence} '); DROP TABLE messages; -- 한국어 😀` },
  senderId: 'ada',
  senderDisplayName: null,
  metadata: {},
  editedAt: null,
  deletedAt: null,
  ...part,
});

/** An event of it. */
export const event = (name: string, part: Partial<NewEvent> = {}): NewEvent => ({
  event: name,
  threadId: thread.threadId,
  data: `{"name":"${name}"}`,
  expiresAt: null,
  messageId: null,
  exceptUserId: null,
  alsoTo: [],
  ...part,
});
