import { limits } from './limits.ts';

/**
 * How the service behaves where Azure's documents do not say what Azure does. A client that works under every
 * value does not depend on a guess. Nothing here was measured on Azure.
 */
export interface ChatBehaviours {
  /**
   * What `startTime` of the message list looks at: the time of creation, or the version, which is newer after an
   * edit or a deletion. Azure's reference says only "the earliest point in time to get messages after".
   */
  readonly startTimeBy: 'created' | 'version';
  /**
   * Whether messages in events of the kit's realtime protocol have a `sequenceId`. On Azure's own wire they never
   * have one, with either value.
   */
  readonly eventSequenceIds: boolean;
  /**
   * What a PATCH does with metadata: merge (a key with `null` is removed) or put the new set in place of the old
   * one. Azure's reference gives the media type of a merge patch and no word on metadata.
   */
  readonly metadataPatch: 'merge' | 'replace';
  /**
   * The answer to somebody who asks for a thread that he never was in, and for one that does not exist. The two
   * are always alike. Azure's reference lists 403 and not 404, but gives no example for this case.
   */
  readonly strangers: 404 | 403;
  /**
   * Whether `sequenceId` counts the messages of a thread one by one. Azure's examples show 1 to 5 without a hole;
   * its reference promises nothing.
   */
  readonly sequenceIds: 'dense' | 'sparse';
  /**
   * Whether sending a message honours `repeatability-request-id`. Azure documents that header for creating a
   * thread only. When it is off, the service does not announce it as a capability either.
   */
  readonly idempotentSends: boolean;
  /**
   * Whether the messages that report a new topic, or people who came and went, also come as
   * `chatMessageReceived`. Azure's documents name events of their own for these changes and leave this open.
   */
  readonly systemMessageEvents: boolean;
  /**
   * What the bound of 28,000 on the text of a message counts. Azure's service limits say "about 28 KB". A request
   * holds 64 KB at most, whatever is counted.
   */
  readonly contentCountedIn: 'utf8-bytes' | 'utf16-units';
  /**
   * UTF-8 bytes of all keys and values of a message's metadata. Azure's reference bounds the metadata of threads and
   * participants to 1 KB and says nothing about that of messages.
   */
  readonly messageMetadataBytes: number;
  /**
   * Whether pages may read the headers of an answer that are not content, such as `Date` and `Retry-After`. Azure's
   * documents do not say which ones its service exposes to them.
   */
  readonly headersForPages: boolean;
  /** Whether somebody who sends a read receipt gets its event too. Azure's documents leave it open. */
  readonly ownReceiptEvents: boolean;
}

/** How the service behaves unless an option says otherwise. */
export const defaultBehaviours: ChatBehaviours = {
  startTimeBy: 'created',
  eventSequenceIds: true,
  metadataPatch: 'merge',
  strangers: 404,
  sequenceIds: 'dense',
  idempotentSends: true,
  systemMessageEvents: false,
  contentCountedIn: 'utf8-bytes',
  messageMetadataBytes: limits.messageMetadataBytes,
  headersForPages: true,
  ownReceiptEvents: false,
};
