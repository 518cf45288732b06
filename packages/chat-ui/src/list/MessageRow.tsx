import {
  memo,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type NamedExoticComponent,
  type ReactNode,
} from 'react';
import { useSlot } from '../slots/use-slot.ts';
import { DaySeparator } from './DaySeparator.tsx';
import type { ListDom } from './list-dom.ts';
import type { MessageListItem } from './message-list-item.ts';
import type { RowLabelPart } from './message-list-props.ts';
import { RowIdContext } from './row-context.ts';
import { UnreadDivider } from './UnreadDivider.tsx';

/** Props of {@link MessageRow}. */
export interface MessageRowProps {
  readonly item: MessageListItem;
  readonly list: ListDom;
  readonly renderItem: (item: MessageListItem) => ReactNode;
  /** One-based place among the loaded rows. */
  readonly position: number;
  /** True for the one row that Tab reaches. */
  readonly isTabStop: boolean;
  /** True for two seconds after a jump to it. */
  readonly isHighlighted: boolean;
  readonly labelParts: readonly RowLabelPart[];
  /** True while the row is only mounted to keep the focus, away from the rows on screen. */
  readonly isKept: boolean;
}

const keptStyle: CSSProperties = { position: 'absolute', insetInline: 0, overflow: 'clip' };

/**
 * The box of one row with what stands above it: day, then unread divider. It renders again only when its own props
 * change, so an append or a scroll leaves the other rows alone.
 */
export const MessageRow: NamedExoticComponent<MessageRowProps> = memo(function MessageRow({
  item,
  list,
  renderItem,
  position,
  isTabStop,
  isHighlighted,
  labelParts,
  isKept,
}: MessageRowProps): ReactNode {
  const ref = useRef<HTMLLIElement>(null);
  const { key, day, divider } = item;
  useLayoutEffect(() => (ref.current ? list.attachRow(key, ref.current) : undefined), [list, key]);
  const content = useMemo(() => renderItem(item), [renderItem, item]);
  const rowId = useId();
  const slots = {
    DaySeparator: useSlot('DaySeparator', DaySeparator),
    UnreadDivider: useSlot('UnreadDivider', UnreadDivider),
  };
  return (
    <li
      ref={ref}
      data-part="row"
      data-key={key}
      data-state={isKept ? 'kept' : isHighlighted ? 'highlighted' : undefined}
      data-group-start={item.groupStart ? '' : undefined}
      data-group-end={item.groupEnd ? '' : undefined}
      aria-labelledby={labelParts.map((part) => `${rowId}-${part}`).join(' ')}
      aria-posinset={position}
      aria-setsize={-1}
      tabIndex={isTabStop ? 0 : -1}
      style={isKept ? keptStyle : undefined}
    >
      {day !== undefined && <slots.DaySeparator day={day} />}
      {divider === 'unread' && <slots.UnreadDivider firstUnreadKey={key} />}
      <RowIdContext.Provider value={rowId}>{content}</RowIdContext.Provider>
    </li>
  );
});
