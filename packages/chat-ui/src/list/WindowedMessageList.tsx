'use client';

import {
  createElement,
  forwardRef,
  useImperativeHandle,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
} from 'react';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useChunk } from '../root/chunk.ts';
import { afterListChunk } from './after-list-chunk.ts';
import { useSlot } from '../slots/use-slot.ts';
import { ListStart } from './ListStart.tsx';
import type {
  MessageListHandle,
  MessageListItemsProps,
  RowLabelPart,
} from './message-list-props.ts';
import { MessageRow } from './MessageRow.tsx';
import { NewMessagesPill } from './NewMessagesPill.tsx';
import { UnreadJump } from './UnreadJump.tsx';
import { useInnerBehavior } from './use-message-list-behavior.ts';
import type { WindowedListParts } from './use-windowed-list.ts';

/** Props of {@link WindowedMessageList}. */
export interface WindowedMessageListProps extends MessageListItemsProps {
  /** Replaces decisions of the list. For tests. */
  readonly parts?: WindowedListParts;
}

/** The list over its items: {@link useInnerBehavior} with markup. `MessageList` is this with a second form for plain messages. */
export const WindowedMessageList: ForwardRefExoticComponent<
  WindowedMessageListProps & RefAttributes<MessageListHandle>
> = forwardRef<MessageListHandle, WindowedMessageListProps>(
  function WindowedMessageList(props, ref): ReactNode {
    const { items, renderItem, unread, isPending = false, isFetchingOlder = false } = props;
    const labels = useLabels();
    const PillSlot = useSlot('NewMessagesPill', NewMessagesPill);
    const isOlderPaused = props.isOlderPaused === true || hasContent(props.olderError);
    const behavior = useInnerBehavior({ ...props, isOlderPaused }, props.parts);
    const { list, scrollToBottom, scrollToMessage, getPlace } = behavior;
    useImperativeHandle(ref, () => ({ scrollToBottom, scrollToMessage, getPlace }), [
      scrollToBottom,
      scrollToMessage,
      getPlace,
    ]);

    const format = useFormat();
    const after = useChunk(afterListChunk);
    const hasRows = items.length > 0;
    return (
      <div data-part="message-list" data-state={isPending ? 'loading' : 'ready'}>
        <div data-part="list-notices">
          {behavior.isUnreadAbove && unread !== undefined && (
            <UnreadJump
              unread={unread}
              buttonProps={behavior.getUnreadButtonProps()}
              onDismiss={behavior.dismissUnread}
            />
          )}
          {props.notice}
          {after && <after.FloatingDay list={list} format={format} />}
        </div>
        <div {...behavior.getScrollerProps()} data-part="scroller">
          <div {...behavior.getStartProps()} data-part="list-start">
            {hasRows && (
              <ListStart
                hasOlder={props.hasOlder ?? false}
                isFetchingOlder={isFetchingOlder}
                error={props.olderError}
                onTryAgain={props.onReachStart}
                start={props.start}
              />
            )}
          </div>
          {isPending && !hasRows && <div data-part="list-loading">{props.loading}</div>}
          {!isPending && !hasRows && <div data-part="list-empty">{props.empty}</div>}
          <ol
            {...behavior.getListProps({
              'aria-label': props.label ?? labels.messages,
              'aria-busy': isPending || isFetchingOlder,
              hidden: !hasRows,
            })}
            data-part="list"
          >
            {behavior.rows.map((row) => (
              <MessageRow
                key={row.key}
                row={row}
                renderItem={renderItem}
                getRowProps={behavior.getRowProps}
                labelParts={props.rowLabelParts ?? allLabelParts}
              />
            ))}
          </ol>
          <div {...behavior.getEndProps()} data-part="list-end">
            {props.footer}
          </div>
        </div>
        {!behavior.isAtBottom &&
          hasRows &&
          createElement(PillSlot, {
            count: behavior.newCount,
            onClick: behavior.goToLatest,
          })}
      </div>
    );
  },
);

const allLabelParts: readonly RowLabelPart[] = [
  'sender',
  'quote',
  'body',
  'attachments',
  'time',
  'status',
];

function hasContent(node: ReactNode): boolean {
  return node != null && node !== false;
}
