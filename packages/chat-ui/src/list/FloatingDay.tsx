import { memo, useEffect, useState, type NamedExoticComponent, type ReactNode } from 'react';
import type { Format } from '../labels/format.ts';
import type { Rows } from './core/rows.ts';
import type { ListDom } from './list-dom.ts';
import type { MessageListItem } from './message-list-item.ts';

/** Props of {@link FloatingDay}. */
export interface FloatingDayProps {
  /** Its rows are `MessageListItem`s. */
  readonly list: ListDom;
  readonly format: Pick<Format, 'day'>;
}

/** How long it stays when the list stands still, ms. */
const restMs = 1500;

/**
 * The day of the topmost message, over the list while it is scrolled through its history. It renders when the day changes, not when the
 * list moves, and takes no room. The separators say the same to screen readers.
 */
export const FloatingDay: NamedExoticComponent<FloatingDayProps> = memo(function FloatingDay({
  list,
  format,
}: FloatingDayProps): ReactNode {
  const [day, setDay] = useState<number>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastTop = list.window.distanceToStart;
    const stop = list.subscribe(() => {
      const { distanceToStart, isPinned } = list.window;
      if (isPinned) return setDay(undefined);
      if (distanceToStart === lastTop) return undefined;
      lastTop = distanceToStart;
      clearTimeout(timer);
      timer = setTimeout(() => setDay(undefined), restMs);
      const items = list.window.items as Rows<MessageListItem>;
      return setDay(dayAt(items, list.window.sizes.indexAtOffset(distanceToStart)));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [list]);
  if (day === undefined) return null;
  return (
    <div data-part="floating-day" aria-hidden="true">
      {format.day(day)}
    </div>
  );
});

/** The day of a row: that of the nearest separator above. None when that stands on the row itself, where it can be seen. */
function dayAt(items: Rows<MessageListItem>, index: number): number | undefined {
  if (index < 0 || items.at(index)?.day !== undefined) return undefined;
  for (let above = index; above >= 0; above -= 1) {
    const day = items.at(above)?.day;
    if (day !== undefined) return day;
  }
  return undefined;
}
