'use client';

import {
  useCallback,
  useMemo,
  useState,
  type ButtonHTMLAttributes,
  type CSSProperties,
  type HTMLAttributes,
  type LiHTMLAttributes,
  type MouseEvent,
  type OlHTMLAttributes,
  type RefAttributes,
} from 'react';
import { composeHandlers } from '../root/compose-handlers.ts';
import { isKeyUp } from './core/intent.ts';
import type { ListDom } from './list-dom.ts';
import { createListRows, type MessageListRow } from './list-rows.ts';
import type { MessageListBehaviorOptions } from './message-list-options.ts';
import type { MessageListHandle, ScrollToMessageOptions } from './message-list-props.ts';
import { createRowRefs } from './row-refs.ts';
import { useHighlight } from './use-highlight.ts';
import { useNewMessages } from './use-new-messages.ts';
import { useReachStart } from './use-reach-start.ts';
import { useActiveRow, useRovingRows } from './use-roving-rows.ts';
import { useUnreadAbove } from './use-unread-above.ts';
import { useVisibleRow } from './use-visible-row.ts';
import { useWindowedList, type WindowedListParts } from './use-windowed-list.ts';

type DivProps = HTMLAttributes<HTMLDivElement> & RefAttributes<HTMLDivElement>;
type ListProps = OlHTMLAttributes<HTMLOListElement> & RefAttributes<HTMLOListElement>;
type RowProps = LiHTMLAttributes<HTMLLIElement> & RefAttributes<HTMLLIElement>;
type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement>;

/**
 * What {@link useMessageListBehavior} returns. The getters put your props and handlers beside their own: yours run first, and
 * `preventDefault()` in one turns the built-in part off. `ref` and what they set in `style` are theirs.
 */
export interface MessageListBehavior extends MessageListHandle {
  /** The rows to render now, in this order: those near the screen, and the one that has the focus. */
  readonly rows: readonly MessageListRow[];
  /** For the element that scrolls. It needs a bounded height. */
  readonly getScrollerProps: (user?: HTMLAttributes<HTMLDivElement>) => DivProps;
  /** For the element above the list, inside the scroller. Always render it, empty or not. */
  readonly getStartProps: (user?: HTMLAttributes<HTMLDivElement>) => DivProps;
  /** For the list. Its rows are its only children, in normal flow; what sets them apart stands inside them. */
  readonly getListProps: (user?: OlHTMLAttributes<HTMLOListElement>) => ListProps;
  /** For the element of one row. The function never changes. */
  readonly getRowProps: (row: MessageListRow, user?: LiHTMLAttributes<HTMLLIElement>) => RowProps;
  /** For the element below the list, inside the scroller. Always render it, empty or not. */
  readonly getEndProps: (user?: HTMLAttributes<HTMLDivElement>) => DivProps;
  /** For the button that leads to the newest row. */
  readonly getLatestButtonProps: (user?: ButtonProps) => ButtonProps;
  /** For the button that leads to the first unread row. */
  readonly getUnreadButtonProps: (user?: ButtonProps) => ButtonProps;
  /** How many rows have arrived below since the reader went away from the end. */
  readonly newCount: number;
  /** Whether the newest row is on screen or nearly so, and there is nothing newer to load. */
  readonly isAtBottom: boolean;
  /** Whether the first unread row is above the screen and has not been there since the list was opened. */
  readonly isUnreadAbove: boolean;
  /** Takes {@link isUnreadAbove} away for as long as the list stands. */
  readonly dismissUnread: () => void;
}

/** What the list inside also has for the components of this folder. */
interface InnerBehavior extends MessageListBehavior {
  readonly list: ListDom;
  readonly goToLatest: (event: MouseEvent) => void;
}

/** What the positions depend on stays inline: it has to hold without any style sheet, and against one. */
const scrollerStyle: CSSProperties = {
  overflowY: 'auto',
  overflowAnchor: 'none',
  scrollBehavior: 'auto',
};
const keptStyle: CSSProperties = { position: 'absolute', insetInline: 0, overflow: 'clip' };

/**
 * Behaviour of a message list without its look: which rows to render, following the end, holding the reader's place, loading older rows,
 * the keyboard, and jumps. `MessageList` is this with markup.
 *
 * @example
 * const list = useMessageListBehavior({ items });
 * return (
 *   <div {...list.getScrollerProps({ style: { blockSize: 400 } })}>
 *     <div {...list.getStartProps()} />
 *     <ol {...list.getListProps()}>
 *       {list.rows.map((row) => (
 *         <li key={row.key} {...list.getRowProps(row)}>{row.key}</li>
 *       ))}
 *     </ol>
 *     <div {...list.getEndProps()} />
 *   </div>
 * );
 */
export function useMessageListBehavior(options: MessageListBehaviorOptions): MessageListBehavior {
  return useInnerBehavior(options);
}

/** {@link useMessageListBehavior} with its inside. `parts` replaces decisions of the list, for tests. */
export function useInnerBehavior(
  options: MessageListBehaviorOptions,
  parts?: WindowedListParts,
): InnerBehavior {
  const { items, hasOlder = false, isFetchingOlder = false, hasNewer = false } = options;
  const active = useActiveRow();
  const { list, plan, refs } = useWindowedList({
    items,
    change: options.change,
    keep: active.key,
    initialPlace: options.initialPlace,
    onAppended: (from) => newMessages.add(countNew(options, from)),
    ...(parts && { parts }),
  });
  const newMessages = useNewMessages(list, options.onAtBottomChange);
  const { key: highlightedKey, show: highlight } = useHighlight();
  const onReachStart =
    hasOlder && !isFetchingOlder && options.isOlderPaused !== true
      ? options.onReachStart
      : undefined;
  const roving = useRovingRows(list, items, active, {
    onBeforeFirst: onReachStart,
    onLeave: options.onLeave,
  });
  const { takeFocus } = roving;
  useReachStart(list, { isEnabled: onReachStart !== undefined, onReachStart });
  useVisibleRow(list, options.onVisibleChange);
  const unread = useUnreadAbove(list, options.unread);

  const rowRefs = useMemo(() => createRowRefs(list), [list]);
  const [listRows] = useState(createListRows);
  const getRowProps = useCallback<MessageListBehavior['getRowProps']>(
    (row, user = {}) => ({
      'data-part': 'row',
      ...user,
      ref: rowRefs(row.key),
      'data-key': row.key,
      'data-state': row.isKept ? 'kept' : row.isHighlighted ? 'highlighted' : undefined,
      'aria-posinset': row.position,
      'aria-setsize': -1,
      tabIndex: row.isTabStop ? 0 : -1,
      style: row.isKept ? { ...user.style, ...keptStyle } : user.style,
    }),
    [rowRefs],
  );
  const handle = useMemo(
    (): MessageListHandle => ({
      scrollToBottom: () => list.goToEnd(),
      scrollToMessage(key: string, { highlight: mark, focus }: ScrollToMessageOptions = {}) {
        const y = Math.round((list.elements?.scroller.clientHeight ?? 0) / 4);
        if (!list.goTo(key, y)) return false;
        if (mark === true) highlight(key);
        if (focus === true) takeFocus(key);
        return true;
      },
      getPlace: () => list.window.place,
    }),
    [list, highlight, takeFocus],
  );

  function goToLatest(event: MouseEvent): void {
    if (hasNewer) options.onJumpToLatest?.();
    // A press by keyboard moves on to the newest row, because the button goes away under the focus.
    else if (event.detail === 0) roving.focusRow(items.length - 1);
    else list.goToEnd();
  }

  function goToUnread(event: MouseEvent): void {
    const firstKey = options.unread?.firstKey;
    const focus = event.detail === 0;
    const isThere = firstKey !== undefined && handle.scrollToMessage(firstKey, { focus });
    if (!isThere) options.onJumpToUnread?.({ focus });
  }

  return {
    ...handle,
    list,
    goToLatest,
    rows: listRows({ items, plan, activeKey: active.key, highlightedKey }),
    getScrollerProps: (user = {}) => ({
      ...user,
      ref: refs.scroller,
      style: { ...user.style, ...scrollerStyle },
      onKeyDown: composeHandlers(user.onKeyDown, (event) => {
        if (isKeyUp(event) && !isEditable(event.target)) list.letGo();
      }),
    }),
    getStartProps: (user = {}) => ({ ...user, ref: refs.head }),
    getListProps: (user = {}) => ({
      // Safari takes the list role away from lists without markers.
      role: 'list',
      ...user,
      ref: refs.list,
      style: { position: 'relative', ...user.style },
      onFocus: composeHandlers(user.onFocus, roving.onFocus),
      onBlur: composeHandlers(user.onBlur, roving.onBlur),
      onKeyDown: composeHandlers(user.onKeyDown, roving.onKeyDown),
    }),
    getRowProps,
    getEndProps: (user = {}) => ({ ...user, ref: refs.foot }),
    getLatestButtonProps: (user = {}) => ({
      type: 'button',
      ...user,
      onClick: composeHandlers(user.onClick, goToLatest),
    }),
    getUnreadButtonProps: (user = {}) => ({
      type: 'button',
      ...user,
      onClick: composeHandlers(user.onClick, goToUnread),
    }),
    newCount: newMessages.count,
    isAtBottom: newMessages.isAtBottom && !hasNewer,
    isUnreadAbove: unread.isAbove,
    dismissUnread: unread.dismiss,
  };
}

function countNew({ items, countsAsNew }: MessageListBehaviorOptions, from: number): number {
  let count = 0;
  for (let index = from; index < items.length; index += 1) {
    const item = items.at(index);
    if (item && (!countsAsNew || countsAsNew(item))) count += 1;
  }
  return count;
}

/** Keys belong to the text that somebody writes, not to the list. */
function isEditable(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}
