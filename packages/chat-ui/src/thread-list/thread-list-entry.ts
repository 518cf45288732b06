import { matchesWords } from '../labels/fold-text.ts';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import type { MessageStatus } from '@confab/chat-core/model';

/** The newest message of a thread, as far as one line shows it. */
export interface ThreadPreview {
  /** Left out in conversations of two, where it is clear who speaks. */
  readonly senderName?: string | undefined;
  /** Plain text. */
  readonly text: string;
  readonly isOwn?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  /** Status of an own message: shows as a glyph, and as "Not sent:" when it failed. */
  readonly status?: MessageStatus | undefined;
}

/** One row of a {@link ThreadList}. Keep the object while nothing in it changes: rows are memoised. */
export interface ThreadListEntry {
  readonly id: string;
  readonly topic: string;
  /** The other people, for the avatars. */
  readonly participants?: readonly AvatarPerson[] | undefined;
  readonly lastMessage?: ThreadPreview | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly lastMessageAt?: number | undefined;
  /** Unread messages; `some` where there are unread ones and nobody knows how many. */
  readonly unread?: number | 'some' | undefined;
  /** One of the unread messages mentions the reader. */
  readonly mentionsYou?: boolean | undefined;
  /** Text that waits in the composer of this thread. */
  readonly draft?: string | undefined;
  /** Names of those who are writing; they stand in the place of the message. */
  readonly typing?: readonly string[] | undefined;
  readonly isSelected: boolean;
}

/** Whether a thread matches what was typed into the filter: each word occurs in the topic or in a name. */
export function matchesFilter(entry: ThreadListEntry, filter: string): boolean {
  const names = entry.participants?.map((person) => person.displayName ?? '') ?? [];
  return matchesWords([entry.topic, ...names], filter);
}
