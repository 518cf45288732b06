import {
  memo,
  useLayoutEffect,
  useMemo,
  useRef,
  type CSSProperties,
  type NamedExoticComponent,
  type ReactNode,
} from 'react';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import type { ListDom } from './list-dom.ts';
import type { MessageListItem } from './message-list-item.ts';

/** Props of {@link MessageRow}. */
export interface MessageRowProps {
  readonly item: MessageListItem;
  readonly list: ListDom;
  readonly renderItem: (item: MessageListItem) => ReactNode;
  /** One-based place among the loaded rows. */
  readonly position: number;
  /** True for the one row that Tab reaches. */
  readonly isTabStop: boolean;
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
  isKept,
}: MessageRowProps): ReactNode {
  const ref = useRef<HTMLLIElement>(null);
  const { key, day, divider } = item;
  useLayoutEffect(() => (ref.current ? list.attachRow(key, ref.current) : undefined), [list, key]);
  const content = useMemo(() => renderItem(item), [renderItem, item]);
  return (
    <li
      ref={ref}
      data-part="row"
      data-key={key}
      data-state={isKept ? 'kept' : undefined}
      data-group-start={item.groupStart ? '' : undefined}
      data-group-end={item.groupEnd ? '' : undefined}
      aria-posinset={position}
      aria-setsize={-1}
      tabIndex={isTabStop ? 0 : -1}
      style={isKept ? keptStyle : undefined}
    >
      {day !== undefined && <DaySeparator day={day} />}
      {divider === 'unread' && <UnreadDivider />}
      {content}
    </li>
  );
});

function DaySeparator({ day }: { readonly day: number }): ReactNode {
  const text = useFormat().day(day);
  return (
    <div role="separator" aria-label={text} data-part="day-separator">
      <span>{text}</span>
    </div>
  );
}

function UnreadDivider(): ReactNode {
  const { unread } = useLabels();
  return (
    <div role="separator" aria-label={unread} data-part="unread-divider">
      <span>{unread}</span>
    </div>
  );
}
