export { applyBatch, createChatState } from './apply-batch.ts';
export { lastReadersAt } from './last-read.ts';
export type { ChatState, MemoryBounds, MessageKeysChange, ThreadState } from './chat-state.ts';
export {
  countUnread,
  hasRead,
  hasUnread,
  isFromPerson,
  messageStatus,
  readersOf,
  statusBelow,
  supportsReceipts,
} from './read-position.ts';
export { messageReads, type MessageReads } from './message-reads.ts';
export { messageOf, rowKeyOf, twinIdsOf } from './thread-index.ts';
export { readTrimmedCursor, trimmedCursor } from './trimmed-cursor.ts';
