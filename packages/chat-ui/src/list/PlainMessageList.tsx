'use client';

import type { Message as MessageEntity, MessageStatus } from '@confab/chat-core/model';
import {
  forwardRef,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
  type RefObject,
} from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { isMentioned } from '../mentions/is-mentioned.ts';
import { Message } from '../message/Message.tsx';
import { messagePreview } from '../message/message-preview.ts';
import { messageStatusOf } from '../message/message-status.ts';
import { RowBoundary } from '../message/RowBoundary.tsx';
import { Quote } from '../reply/Quote.tsx';
import { replyToOf } from '../reply/reply-to.ts';
import { useSlot } from '../slots/use-slot.ts';
import { createMessageItems } from './message-items.ts';
import type { MessageListItem } from './message-list-item.ts';
import type { MessageListHandle, MessageListMessagesProps } from './message-list-props.ts';
import { createMessageSource, type MessageSource } from './message-source.ts';
import type { UnreadMessages } from './use-unread-above.ts';
import { WindowedMessageList } from './WindowedMessageList.tsx';

/** The list over plain messages. An edit renders one row, although it is a new array of messages. */
export const PlainMessageList: ForwardRefExoticComponent<
  MessageListMessagesProps & RefAttributes<MessageListHandle>
> = forwardRef<MessageListHandle, MessageListMessagesProps>(
  function PlainMessageList(props, ref): ReactNode {
    const { messages, userId, unreadAfterKey, timeZone, senderOf, isReadByAll } = props;
    const [source] = useState(() => createMessageSource(props));
    source.write(props);
    useLayoutEffect(() => source.notify(), [source, messages, userId]);

    const keys = useKeys(messages);
    const builder = useMemo(() => createMessageItems({ timeZone }), [timeZone]);
    const { items, change } = builder.update({
      keys,
      lookup: source.get,
      unreadAfterKey,
      version: countDeleted(messages),
    });
    const unread = useUnread(props);

    const list = useRef<MessageListHandle>(null);
    useImperativeHandle(
      ref,
      () => ({
        scrollToBottom: () => list.current?.scrollToBottom(),
        scrollToMessage: (key, options) => list.current?.scrollToMessage(key, options) ?? false,
        getPlace: () => list.current?.getPlace() ?? { atEnd: true },
      }),
      [],
    );
    useFollowOwn(messages, userId, list);

    const renderItem = useCallback(
      (item: MessageListItem) => (
        <PlainRow
          item={item}
          source={source}
          userId={userId}
          senderOf={senderOf}
          isReadByAll={isReadByAll}
          list={list}
        />
      ),
      [source, userId, senderOf, isReadByAll, list],
    );
    const countsAsNew = useCallback(
      (item: MessageListItem) => source.get(item.key)?.senderId !== userId,
      [source, userId],
    );
    return (
      <WindowedMessageList
        {...baseProps(props)}
        ref={list}
        unread={unread}
        items={items}
        change={change}
        renderItem={renderItem}
        countsAsNew={countsAsNew}
      />
    );
  },
);

interface PlainRowProps extends Pick<
  MessageListMessagesProps,
  'userId' | 'senderOf' | 'isReadByAll'
> {
  readonly item: MessageListItem;
  readonly source: MessageSource;
  readonly list: RefObject<MessageListHandle | null>;
}

function PlainRow({ item, source, userId, senderOf, isReadByAll, list }: PlainRowProps): ReactNode {
  const message = useSyncExternalStore(
    source.subscribe,
    () => source.get(item.key),
    () => source.get(item.key),
  );
  const onRetry = useCallback(() => {
    const present = source.get(item.key);
    if (present) source.props.onRetry?.(present);
  }, [source, item.key]);
  const onDiscard = useCallback(() => {
    const present = source.get(item.key);
    if (present) source.props.onDiscard?.(present);
  }, [source, item.key]);
  const next = useSyncExternalStore(
    source.subscribe,
    () => source.after(item.key),
    () => source.after(item.key),
  );
  const replyTo = message && replyToOf(message);
  const quote = useMemo(
    () =>
      replyTo && <PlainQuote source={source} messageId={replyTo} senderOf={senderOf} list={list} />,
    [source, replyTo, senderOf, list],
  );
  const slots = { Message: useSlot('Message', Message) };
  if (!message) return null;
  const isOwn = message.senderId === userId;
  const statusOf = (one: MessageEntity | undefined): MessageStatus | undefined =>
    one?.senderId === userId && one.deletedAt === undefined
      ? messageStatusOf(one.sendState, isReadByAll?.(one) ?? false)
      : undefined;
  const sender = message.senderId === undefined ? undefined : senderOf?.(message.senderId);
  return (
    <RowBoundary message={message}>
      <slots.Message
        message={message}
        isOwn={isOwn}
        groupStart={item.groupStart}
        groupEnd={item.groupEnd}
        status={statusOf(message)}
        nextStatus={item.groupEnd ? undefined : statusOf(next)}
        quote={quote}
        mentionsYou={isMentioned(message, userId)}
        senderName={sender?.displayName}
        senderAvatarUrl={sender?.avatarUrl}
        onRetry={source.props.onRetry && onRetry}
        onDiscard={source.props.onDiscard && onDiscard}
      />
    </RowBoundary>
  );
}

/** The message that a row answers, as far as it is among the messages of the list. */
function PlainQuote({
  source,
  messageId,
  senderOf,
  list,
}: Pick<PlainRowProps, 'source' | 'senderOf' | 'list'> & {
  readonly messageId: string;
}): ReactNode {
  const labels = useLabels();
  const message = useSyncExternalStore(
    source.subscribe,
    () => source.withId(messageId),
    () => source.withId(messageId),
  );
  if (message === undefined) return <Quote quoted={{ isMissing: true }} />;
  const { senderId, senderDisplayName, deletedAt, rowKey } = message;
  const sender = senderId === undefined ? undefined : senderOf?.(senderId);
  const senderName = sender?.displayName ?? senderDisplayName;
  const text = messagePreview(message, senderName, labels);
  return (
    <Quote
      quoted={{ senderId, senderName, text, isDeleted: deletedAt !== undefined, isMissing: false }}
      onOpen={({ focus }) => list.current?.scrollToMessage(rowKey, { highlight: true, focus })}
    />
  );
}

/** The keys of the messages: the same array as before when only messages changed, not their order. */
function useKeys(messages: readonly MessageEntity[]): readonly string[] {
  const [keys, setKeys] = useState(() => messages.map((message) => message.rowKey));
  const isSame =
    keys.length === messages.length &&
    messages.every((message, index) => message.rowKey === keys[index]);
  if (isSame) return keys;
  const next = messages.map((message) => message.rowKey);
  setKeys(next);
  return next;
}

/** A deletion changes how the rows are grouped, but not their order. */
function countDeleted(messages: readonly MessageEntity[]): number {
  return messages.reduce((count, { deletedAt }) => count + Number(deletedAt !== undefined), 0);
}

/** What was unread when the line below the last read message was drawn. */
function useUnread({
  messages,
  userId,
  unreadAfterKey,
  unread,
}: MessageListMessagesProps): UnreadMessages | undefined {
  const after = unreadAfterKey ?? null;
  const [seen, setSeen] = useState<{ after: string | null; unread: UnreadMessages | undefined }>();
  if (seen?.after !== after) {
    const rest = messages.slice(messages.findIndex(({ rowKey }) => rowKey === after) + 1);
    const count = rest.filter(
      ({ senderId }) => senderId !== undefined && senderId !== userId,
    ).length;
    const isKnown = after !== null && rest.length < messages.length && count > 0;
    setSeen({ after, unread: isKnown ? { count, firstKey: rest[0]?.rowKey } : undefined });
  }
  return unread ?? seen?.unread;
}

/** What the reader sends brings him to the end, wherever he was reading. Messages that are merely his own do not. */
function useFollowOwn(
  messages: readonly MessageEntity[],
  userId: string,
  list: { readonly current: MessageListHandle | null },
): void {
  const last = messages.at(-1);
  const shownKey = useRef(last?.rowKey);
  useLayoutEffect(() => {
    if (last?.rowKey === shownKey.current) return;
    shownKey.current = last?.rowKey;
    const isBeingSent = last?.sendState === 'queued' || last?.sendState === 'sending';
    if (isBeingSent && last.senderId === userId) list.current?.scrollToBottom();
  }, [last, userId, list]);
}

function baseProps({
  messages: _messages,
  userId: _userId,
  unreadAfterKey: _unreadAfterKey,
  timeZone: _timeZone,
  senderOf: _senderOf,
  isReadByAll: _isReadByAll,
  onRetry: _onRetry,
  onDiscard: _onDiscard,
  ...base
}: MessageListMessagesProps): Omit<MessageListMessagesProps, 'messages' | 'userId'> {
  return base;
}
