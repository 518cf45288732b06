/** Bounds of what the service accepts and keeps. */
export interface ServiceLimits {
  /** Bytes of a whole request body. */
  readonly bodyBytes: number;
  /** Nested objects and arrays in a request body. */
  readonly bodyDepth: number;
  /** UTF-8 bytes of a message's text. A behaviour can have UTF-16 units counted instead. */
  readonly contentBytes: number;
  /** Characters of a topic. */
  readonly topicLength: number;
  /** Characters of a display name. */
  readonly displayNameLength: number;
  /** UTF-8 bytes of all keys and values of a message's metadata. */
  readonly messageMetadataBytes: number;
  /** Keys in a message's metadata. */
  readonly messageMetadataKeys: number;
  /** UTF-8 bytes of all keys and values of a thread's or a participant's metadata. */
  readonly threadMetadataBytes: number;
  /** People in one thread. */
  readonly participants: number;
  /** People in one create or add request. */
  readonly participantBatch: number;
  /** Rows in one page. */
  readonly pageSize: number;
  /** Rows in a page when the caller does not say. */
  readonly defaultPageSize: number;
  /** Above this many participants, typing notifications and read receipts are accepted but not kept. */
  readonly signalParticipants: number;
  /** Milliseconds that a typing notification is worth showing. */
  readonly typingLifetimeMs: number;
  /** Positions kept in the event log. */
  readonly eventLogLength: number;
  /** Milliseconds that a repeated request is recognised. */
  readonly idempotencyMs: number;
  /** Bytes of one attached file, unless an option says otherwise. */
  readonly attachmentBytes: number;
  /** Bytes of all attached files of a thread together, unless an option says otherwise. */
  readonly threadAttachmentBytes: number;
  /** Characters of a bearer token. */
  readonly tokenLength: number;
}

/**
 * The service's limits. The figures follow Azure's published service limits where there are any (participants,
 * batches, page size, message size, thread metadata); the rest are this service's own.
 */
export const limits: ServiceLimits = {
  bodyBytes: 64 * 1024,
  bodyDepth: 8,
  contentBytes: 28_000,
  topicLength: 250,
  displayNameLength: 256,
  messageMetadataBytes: 4 * 1024,
  messageMetadataKeys: 32,
  threadMetadataBytes: 1024,
  participants: 250,
  participantBatch: 200,
  pageSize: 200,
  defaultPageSize: 100,
  signalParticipants: 20,
  typingLifetimeMs: 8_000,
  eventLogLength: 100_000,
  idempotencyMs: 48 * 60 * 60 * 1000,
  attachmentBytes: 10 * 1024 * 1024,
  threadAttachmentBytes: 1024 * 1024 * 1024,
  tokenLength: 8 * 1024,
};
