/** UTF-8 bytes of a message's content. Azure says "about 28 KB". On its own for code that needs no other limit. */
export const maxMessageBytes = 28_000;

/**
 * Limits of the Azure Communication Services Chat service (its service-limits page), which `chat-server` enforces too.
 * A component may check them before a request is made.
 */
export const chatLimits = {
  /** UTF-8 bytes of a message's content. */
  // Declarations are written without inference, so the type of a name must be said.
  maxMessageBytes: maxMessageBytes as 28_000,
  /** UTF-8 bytes of one message's metadata, keys and values together. */
  maxMessageMetadataBytes: 4_096,
  /** UTF-16 units of a thread's topic. */
  maxTopicLength: 250,
  /** People in one thread. */
  maxParticipants: 250,
  /** Above this many participants the service keeps no read receipts and sends no typing notifications. */
  maxParticipantsForReceipts: 20,
  /** Largest page of a list. */
  maxPageSize: 200,
} as const;

/** How many bytes `text` takes as UTF-8. */
export function utf8ByteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
