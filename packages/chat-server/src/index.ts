export { createChatService } from './chat-service.ts';
export { createMemoryStorage } from './storage/memory-storage.ts';
export { createLocalFanOut } from './realtime/fan-out.ts';
export { ChatServiceError } from './service-error.ts';
export { limits } from './limits.ts';
export type { ServiceLimits } from './limits.ts';
export type {
  ChatService,
  ChatServiceOptions,
  FailureContext,
  FailureListener,
  RealtimeOption,
} from './chat-service-options.ts';
export { defaultBehaviours } from './behaviours.ts';
export type { ChatBehaviours } from './behaviours.ts';
export { readFaultPlan } from './faults/read-fault-plan.ts';
export type {
  ChatFaults,
  FaultDuration,
  FaultRule,
  FaultStatus,
  FaultTiming,
  RealtimeFault,
  RealtimeFaultRule,
  RestFault,
  RestFaultRule,
} from './faults/chat-faults.ts';
export type { AttachmentOptions } from './rest/attachment-settings.ts';
export type { CorsOption } from './rest/origin-policy.ts';
export type { RateLimitOption } from './rest/rate-limits.ts';
export type { Clock, Random, Schedule } from './runtime.ts';
export type { FanOut } from './realtime/fan-out.ts';
export type { SeedConversation, SeedParticipant, SeedStep, SeedThread } from './domain/seed.ts';
export type { ErrorStatus, ServiceErrorCode } from './service-error.ts';
export type {
  SocketCarrier,
  SocketCloseEvent,
  SocketEventMap,
  SocketMessageEvent,
  SocketPeer,
  WebSocketLike,
} from './realtime/web-socket-like.ts';
export type { AttachmentStore } from './storage/attachment-store.ts';
export type {
  AppendOptions,
  ChatStorage,
  MessageQuery,
  ReadTransaction,
  ThreadQuery,
  WriteTransaction,
} from './storage/chat-storage.ts';
export type {
  AttachmentRemovalRow,
  AttachmentRow,
  ContentParticipant,
  EventLogEnds,
  EventRow,
  IdempotencyRow,
  MessageContent,
  MessageRow,
  MessageType,
  NewEvent,
  ParticipantRow,
  ReceiptRow,
  RetentionPolicy,
  StringRecord,
  ThreadRow,
  UserRow,
} from './storage/rows.ts';
