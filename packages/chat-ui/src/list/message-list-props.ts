import type { Message } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import type { ListPlace } from './core/anchor.ts';
import type { MessageListItem } from './message-list-item.ts';
import type { MessageListRowsOptions, MessageListSharedOptions } from './message-list-options.ts';

/** What the owner of a `MessageList` can do with it. */
export interface MessageListHandle {
  /** Goes to the newest row and follows the end from there. Call it when the user sends a message. */
  scrollToBottom(): void;
  /** Brings a row into the upper part of the view. False when no such row is loaded. */
  scrollToMessage(key: string, options?: ScrollToMessageOptions): boolean;
  /** Where the reader is, for `initialPlace` when the list is shown again. */
  getPlace(): MessageListPlace;
}

/** Where a reader is in a list: at its end, or with one row so many pixels below the upper edge. Plain data. */
export type MessageListPlace = ListPlace;

/** Options of `scrollToMessage`. */
export interface ScrollToMessageOptions {
  /** Marks the row for two seconds, so that it is found. */
  readonly highlight?: boolean | undefined;
  /** Moves the focus to the row, when the jump was asked for by keyboard. */
  readonly focus?: boolean | undefined;
}

/** A part of a row that its accessible name may be made of. */
export type RowLabelPart = 'sender' | 'quote' | 'body' | 'attachments' | 'time' | 'status';

/** Props that both forms of `MessageList` share. */
export interface MessageListBaseProps extends MessageListSharedOptions {
  /** Accessible name of the list. Default: the label `messages`. */
  readonly label?: string | undefined;
  /** Stands below the last row and scrolls with it, such as the typing line. The list follows its height. */
  readonly footer?: ReactNode;
  /** Floats over the upper edge, such as the progress of a jump. */
  readonly notice?: ReactNode;
  /** Loading an older page failed. `true` shows the standard sentence; a node replaces the sentence. */
  readonly olderError?: ReactNode;
  /** True until the first rows are known. */
  readonly isPending?: boolean | undefined;
  /** Shown while `isPending`, such as skeletons. */
  readonly loading?: ReactNode;
  /** Shown when there are no rows. */
  readonly empty?: ReactNode;
  /** Stands above the first row when there is nothing older, such as who began the conversation. */
  readonly start?: ReactNode;
  /** Which parts name a row for screen readers, in their order. Keep the array the same between renders. Default: all. */
  readonly rowLabelParts?: readonly RowLabelPart[] | undefined;
}

/** Props of `MessageList` for rows that read themselves: only the order is passed in. */
export interface MessageListItemsProps extends MessageListBaseProps, MessageListRowsOptions {
  /** Draws one row. Keep the function the same between renders: a new one draws every mounted row again. */
  readonly renderItem: (item: MessageListItem) => ReactNode;
}

/** Name and picture of a person, as an app knows them. */
export interface MessageSender {
  readonly displayName?: string | undefined;
  readonly avatarUrl?: string | undefined;
}

/** Props of `MessageList` for plain messages: it groups and draws them itself. */
export interface MessageListMessagesProps extends MessageListBaseProps {
  /** Oldest first. A message that did not change has to be the same object. */
  readonly messages: readonly Message[];
  /** Raw id of the reader. Decides which messages are own ones. */
  readonly userId: string;
  /** The last message that the reader has read, by row key. The unread divider stands below it. */
  readonly unreadAfterKey?: string | null | undefined;
  /** IANA zone that decides where a day begins. Default: that of the device. */
  readonly timeZone?: string | undefined;
  /**
   * Newer names and pictures than those that came with the messages. A new function draws the mounted rows again, as
   * does a new `isReadByAll`: keep them the same between renders.
   */
  readonly senderOf?: ((userId: string) => MessageSender | undefined) | undefined;
  /** Whether everybody else has read an own message. A new function when a receipt has arrived. */
  readonly isReadByAll?: ((message: Message) => boolean) | undefined;
  readonly onRetry?: ((message: Message) => void) | undefined;
  readonly onDiscard?: ((message: Message) => void) | undefined;
}

/** Props of `MessageList`: rows that read themselves, or plain messages. */
export type MessageListProps = MessageListItemsProps | MessageListMessagesProps;
