import { memo, useId, useMemo, type NamedExoticComponent, type ReactNode } from 'react';
import { useSlot } from '../slots/use-slot.ts';
import { DaySeparator } from './DaySeparator.tsx';
import type { MessageListRow } from './list-rows.ts';
import type { MessageListItem } from './message-list-item.ts';
import type { RowLabelPart } from './message-list-props.ts';
import { RowIdContext } from './row-context.ts';
import { UnreadDivider } from './UnreadDivider.tsx';
import type { MessageListBehavior } from './use-message-list-behavior.ts';

/** Props of {@link MessageRow}. */
export interface MessageRowProps {
  readonly row: MessageListRow;
  readonly renderItem: (item: MessageListItem) => ReactNode;
  readonly getRowProps: MessageListBehavior['getRowProps'];
  readonly labelParts: readonly RowLabelPart[];
}

/**
 * The box of one row with what stands above it: day, then unread divider. It renders again only when its own props
 * change, so an append or a scroll leaves the other rows alone.
 */
export const MessageRow: NamedExoticComponent<MessageRowProps> = memo(function MessageRow({
  row,
  renderItem,
  getRowProps,
  labelParts,
}: MessageRowProps): ReactNode {
  const { item } = row;
  const { key, day, divider } = item;
  const content = useMemo(() => renderItem(item), [renderItem, item]);
  const rowId = useId();
  const slots = {
    DaySeparator: useSlot('DaySeparator', DaySeparator),
    UnreadDivider: useSlot('UnreadDivider', UnreadDivider),
  };
  return (
    <li
      {...getRowProps(row, {
        'aria-labelledby': labelParts.map((part) => `${rowId}-${part}`).join(' '),
      })}
      data-group-start={item.groupStart ? '' : undefined}
      data-group-end={item.groupEnd ? '' : undefined}
    >
      {day !== undefined && <slots.DaySeparator day={day} />}
      {divider === 'unread' && <slots.UnreadDivider firstUnreadKey={key} />}
      <RowIdContext.Provider value={rowId}>{content}</RowIdContext.Provider>
    </li>
  );
});
