/** A message as it is quoted, as far as it is known. */
export interface QuotedMessage {
  readonly senderId?: string | undefined;
  readonly senderName?: string | undefined;
  /** The message as one line. Absent while it is on its way, and when it is missing. */
  readonly text?: string | undefined;
  readonly isDeleted?: boolean;
  /** It cannot be read: the thread does not hold it, or not for this user. */
  readonly isMissing: boolean;
}
