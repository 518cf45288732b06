export { createChatSession } from './chat-session.ts';
export { eraseLocalData } from './erase-local-data.ts';
export type {
  ChatSession,
  AddedParticipants,
  ChatLoads,
  CreatedThread,
  FailedParticipant,
  MessageDraft,
  MessageEdit,
  MessagePage,
  NewParticipant,
  SendHandle,
  SessionDiagnostics,
  SessionStatus,
} from './session-contract.ts';
export type { ChatSessionOptions } from './session-options.ts';
export type {
  ChatEvent,
  ChatEventListener,
  MessageChange,
  OutgoingMessage,
  SavedDraft,
  ServerMessage,
  SessionEnd,
  ThreadSnapshot,
} from './chat-event.ts';
export type { WaitReason } from '../model/entities.ts';
export type { ScheduleFlush } from '../platform/frame-scheduler.ts';
export type { ReliabilityConfig } from './reliability.ts';
export type {
  DatabaseObserver,
  OpenSessionDatabase,
  PersistenceProblem,
  SessionDatabase,
  SessionTables,
  TableName,
} from './storage/session-database.ts';
export type {
  FileToStore,
  PendingUpload,
  StoringOptions,
  UploadAttachment,
  Uploads,
} from './uploads/uploads-contract.ts';
export type { CreateSendingLock, SendingLock } from './tabs/sending-lock.ts';
export type { OpenTabChannel, TabChannel, TabMessage } from './tabs/tab-channel.ts';
