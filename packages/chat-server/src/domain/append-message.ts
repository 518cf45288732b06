import type {
  MessageContent,
  MessageRow,
  MessageType,
  StringRecord,
  ThreadRow,
} from '../storage/rows.ts';
import type { WorkUnit } from './work-unit.ts';

/** A message before the thread gives it an id and a position. */
export interface NewMessage {
  readonly type: MessageType;
  readonly content: MessageContent;
  readonly senderId?: string;
  readonly senderDisplayName?: string | null;
  readonly metadata?: StringRecord;
}

/** The next version of this thread: the present millisecond, but always after the one before. */
export function nextVersion(thread: ThreadRow, now: number): number {
  return Math.max(thread.lastVersion + 1, now);
}

/** Stores the message at the end of the thread. Returns it with the thread as it is afterwards. */
export async function appendMessage(
  unit: WorkUnit,
  before: ThreadRow,
  draft: NewMessage,
): Promise<{ thread: ThreadRow; message: MessageRow }> {
  const messageId = nextVersion(before, unit.now);
  const thread: ThreadRow = {
    ...before,
    lastSequence: before.lastSequence + 1,
    lastVersion: messageId,
    lastMessageAt: messageId,
  };
  const message: MessageRow = {
    threadId: thread.threadId,
    messageId,
    sequence: thread.lastSequence,
    version: messageId,
    type: draft.type,
    content: draft.content,
    senderId: draft.senderId ?? null,
    senderDisplayName: draft.senderDisplayName ?? null,
    metadata: draft.metadata ?? {},
    editedAt: null,
    deletedAt: null,
  };
  await unit.tx.putThread(thread);
  await unit.tx.putMessage(message);
  return { thread, message };
}
