import type { ListChange } from './core/order-change.ts';
import type { Rows } from './core/rows.ts';
import type { MessageListItem } from './message-list-item.ts';
import type { MessageListPlace } from './message-list-props.ts';
import type { UnreadMessages } from './use-unread-above.ts';

/** How a list behaves, whatever its rows are: what both forms of `MessageList` and the headless list share. */
export interface MessageListSharedOptions {
  /** True while the service has older messages than the first row. */
  readonly hasOlder?: boolean | undefined;
  readonly isFetchingOlder?: boolean | undefined;
  /** True while older rows are not to be asked for, such as after a failure or during a jump that loads them itself. */
  readonly isOlderPaused?: boolean | undefined;
  /** The reader has come near the first row: load an older page. Called once per approach, and by "Try again". */
  readonly onReachStart?: (() => void) | undefined;
  /** True while there are messages below the last row that are not loaded: the way to the end is then `onJumpToLatest`. */
  readonly hasNewer?: boolean | undefined;
  /** The reader wants to see the newest messages, and they are not among the rows. */
  readonly onJumpToLatest?: (() => void) | undefined;
  /** What was unread when the list was opened. While that is above the screen, a button leads there. */
  readonly unread?: UnreadMessages | undefined;
  /** The reader wants to see the first unread message, and it is not among the rows. `focus`: asked for by keyboard. */
  readonly onJumpToUnread?: ((options: { readonly focus: boolean }) => void) | undefined;
  /** Where the reader was when he left. Right in the first painted frame. A row that is gone leads to the end. */
  readonly initialPlace?: MessageListPlace | undefined;
  /** Escape was pressed on a row: move the focus on, for example to the composer. */
  readonly onLeave?: (() => void) | undefined;
  /** The reader has left the bottom (more than 100 px) or come back to it (less than 24 px). */
  readonly onAtBottomChange?: ((isAtBottom: boolean) => void) | undefined;
  /** The newest row of which at least half is on screen, after paint and only when it changes. For read receipts. */
  readonly onVisibleChange?: ((newestVisibleKey: string | null) => void) | undefined;
}

/** The rows of a list whose order is passed in. */
export interface MessageListRowsOptions {
  /** The rows, oldest first: those of `createMessageItems`, which keeps the objects of unchanged rows, or an array. */
  readonly items: Rows<MessageListItem>;
  /** How `items` differs from the array before. Keeps an append as cheap in a long list as in a short one. */
  readonly change?: ListChange<MessageListItem> | null | undefined;
  /** Whether a row that arrives while the reader is away counts as new. Default: every row. */
  readonly countsAsNew?: ((item: MessageListItem) => boolean) | undefined;
}

/** Options of `useMessageListBehavior`. */
export interface MessageListBehaviorOptions
  extends MessageListSharedOptions, MessageListRowsOptions {}
