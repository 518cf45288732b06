'use client';

import {
  forwardRef,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
} from 'react';
import type { MessageListHandle, MessageListProps } from './message-list-props.ts';
import { PlainMessageList } from './PlainMessageList.tsx';
import { WindowedMessageList } from './WindowedMessageList.tsx';

/**
 * A list of messages that renders only the rows near the screen, follows its end and holds the reader's place.
 *
 * Either pass `items` and `renderItem`, and every row reads itself from your store; or pass `messages` and `userId`, and
 * the list groups and draws them. Its container has to have a height. `ref` gives `scrollToBottom` and `scrollToMessage`.
 */
export const MessageList: ForwardRefExoticComponent<
  MessageListProps & RefAttributes<MessageListHandle>
> = forwardRef<MessageListHandle, MessageListProps>(function MessageList(props, ref): ReactNode {
  return 'messages' in props ? (
    <PlainMessageList {...props} ref={ref} />
  ) : (
    <WindowedMessageList {...props} ref={ref} />
  );
});
