import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import type { MessageReader } from './ReadReceipt.tsx';

/** Who has read a message, without its author. */
export interface MessageReading {
  /** Those whose receipt is at the message or after it. */
  readonly read: readonly MessageReader[];
  readonly unread: readonly AvatarPerson[];
  /** False in threads that are too large for read receipts: nobody can know. */
  readonly isSupported: boolean;
}
