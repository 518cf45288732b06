'use client';

import {
  createElement,
  forwardRef,
  useImperativeHandle,
  type CSSProperties,
  type ForwardRefExoticComponent,
  type MouseEvent,
  type ReactNode,
  type RefAttributes,
} from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { isKeyUp } from './core/intent.ts';
import { FloatingDay } from './FloatingDay.tsx';
import { ListStart } from './ListStart.tsx';
import type { MessageListItem } from './message-list-item.ts';
import type {
  MessageListHandle,
  MessageListItemsProps,
  RowLabelPart,
} from './message-list-props.ts';
import { MessageRow } from './MessageRow.tsx';
import { NewMessagesPill } from './NewMessagesPill.tsx';
import { useHighlight } from './use-highlight.ts';
import { useNewMessages } from './use-new-messages.ts';
import { useReachStart } from './use-reach-start.ts';
import { useActiveRow, useRovingRows } from './use-roving-rows.ts';
import { useVisibleRow } from './use-visible-row.ts';
import { useWindowedList, type WindowedListParts } from './use-windowed-list.ts';

/** Props of {@link WindowedMessageList}. */
export interface WindowedMessageListProps extends MessageListItemsProps {
  /** Replaces decisions of the list. For tests. */
  readonly parts?: WindowedListParts;
}

/** What the positions depend on stays inline: it has to hold without any style sheet, and against one. */
const scrollerStyle: CSSProperties = {
  overflowY: 'auto',
  overflowAnchor: 'none',
  scrollBehavior: 'auto',
};

/** The list over its items. `MessageList` is this with a second form for plain messages. */
export const WindowedMessageList: ForwardRefExoticComponent<
  WindowedMessageListProps & RefAttributes<MessageListHandle>
> = forwardRef<MessageListHandle, WindowedMessageListProps>(
  function WindowedMessageList(props, ref): ReactNode {
    const {
      items,
      renderItem,
      isPending = false,
      hasOlder = false,
      isFetchingOlder = false,
    } = props;
    const labels = useLabels();
    const PillSlot = useSlot('NewMessagesPill', NewMessagesPill);
    const active = useActiveRow();
    const { list, plan, refs } = useWindowedList({
      items,
      change: props.change,
      keep: active.key,
      initialPlace: props.initialPlace,
      onAppended: (from) => newMessages.add(countNew(props, from)),
      ...(props.parts && { parts: props.parts }),
    });
    const newMessages = useNewMessages(list, props.onAtBottomChange);
    const { key: highlightedKey, show: highlight } = useHighlight();
    const roving = useRovingRows(list, items, active, {
      onBeforeFirst: hasOlder && !isFetchingOlder ? props.onReachStart : undefined,
      onLeave: props.onLeave,
    });
    const { takeFocus } = roving;
    useReachStart(list, {
      isEnabled: hasOlder && !isFetchingOlder && !hasContent(props.olderError),
      onReachStart: props.onReachStart,
    });
    useVisibleRow(list, props.onVisibleChange);

    useImperativeHandle(
      ref,
      () => ({
        scrollToBottom: () => list.goToEnd(),
        scrollToMessage(key, options = {}) {
          const y = Math.round((list.elements?.scroller.clientHeight ?? 0) / 4);
          if (!list.goTo(key, y)) return false;
          if (options.highlight === true) highlight(key);
          if (options.focus === true) takeFocus(key);
          return true;
        },
        getPlace: () => list.window.place,
      }),
      [list, highlight, takeFocus],
    );

    function goToLatest(event: MouseEvent): void {
      // A press by keyboard moves on to the newest row, because the pill goes away under the focus.
      if (event.detail === 0) roving.focusRow(items.length - 1);
      else list.goToEnd();
    }

    const { start, end } = plan.range;
    const indexes = Array.from({ length: end - start }, (_, offset) => start + offset);
    if (plan.keptIndex >= end) indexes.push(plan.keptIndex);
    else if (plan.keptIndex >= 0) indexes.unshift(plan.keptIndex);
    const tabStop = active.key ?? firstUnreadIn(items, start, end) ?? tabStopOf(plan.anchor, items);

    return (
      <div data-part="message-list" data-state={isPending ? 'loading' : 'ready'}>
        <div
          ref={refs.scroller}
          data-part="scroller"
          style={scrollerStyle}
          onKeyDown={(event) => {
            if (!event.defaultPrevented && isKeyUp(event) && !isEditable(event.target))
              list.letGo();
          }}
        >
          <div ref={refs.head} data-part="list-start">
            {items.length > 0 && (
              <ListStart
                hasOlder={hasOlder}
                isFetchingOlder={isFetchingOlder}
                error={props.olderError}
                onTryAgain={props.onReachStart}
                start={props.start}
              />
            )}
          </div>
          {isPending && items.length === 0 && <div data-part="list-loading">{props.loading}</div>}
          {!isPending && items.length === 0 && <div data-part="list-empty">{props.empty}</div>}
          <ol
            ref={refs.list}
            // Safari takes the list role away from lists without markers.
            // oxlint-disable-next-line jsx-a11y/no-redundant-roles
            role="list"
            aria-label={props.label ?? labels.messages}
            aria-busy={isPending || isFetchingOlder}
            hidden={items.length === 0}
            data-part="list"
            onFocus={roving.onFocus}
            onBlur={roving.onBlur}
            onKeyDown={roving.onKeyDown}
          >
            {indexes.map((index) => {
              const item = items[index];
              return (
                item && (
                  <MessageRow
                    key={item.key}
                    item={item}
                    list={list}
                    renderItem={renderItem}
                    position={index + 1}
                    isTabStop={item.key === tabStop}
                    isHighlighted={item.key === highlightedKey}
                    labelParts={props.rowLabelParts ?? allLabelParts}
                    isKept={index === plan.keptIndex}
                  />
                )
              );
            })}
          </ol>
          <div ref={refs.foot} data-part="list-end">
            {props.footer}
          </div>
        </div>
        <FloatingDay list={list} items={items} />
        {!newMessages.isAtBottom &&
          items.length > 0 &&
          createElement(PillSlot, { count: newMessages.count, onClick: goToLatest })}
      </div>
    );
  },
);

const allLabelParts: readonly RowLabelPart[] = ['sender', 'body', 'attachments', 'time', 'status'];

/** The first unread row, if it is among the rendered ones: Tab reaches only what is there. */
function firstUnreadIn(
  items: readonly MessageListItem[],
  start: number,
  end: number,
): string | undefined {
  return items.slice(start, end).find(({ divider }) => divider === 'unread')?.key;
}

function countNew({ items, countsAsNew }: MessageListItemsProps, from: number): number {
  const added = items.slice(from);
  return countsAsNew ? added.filter(countsAsNew).length : added.length;
}

/** Keys belong to the text that somebody writes, not to the list. */
function isEditable(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}

function hasContent(node: ReactNode): boolean {
  return node != null && node !== false;
}

/** Before any row has had the focus, Tab goes to the newest row, or to the first row that a reader of old ones sees. */
function tabStopOf(
  anchor: { readonly mode: string; readonly key?: string },
  items: readonly { readonly key: string }[],
): string | undefined {
  return anchor.key ?? items.at(-1)?.key;
}
