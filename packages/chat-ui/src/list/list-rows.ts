import type { WindowPlan } from './core/list-window-contract.ts';
import { keyAt, type Rows } from './core/rows.ts';
import type { MessageListItem } from './message-list-item.ts';

/** One row that is to be rendered now. The same object from render to render while nothing in it changes. */
export interface MessageListRow {
  readonly key: string;
  readonly item: MessageListItem;
  /** One-based place among the loaded rows. */
  readonly position: number;
  /** True for the one row that Tab reaches. */
  readonly isTabStop: boolean;
  /** True for two seconds after a jump to it. */
  readonly isHighlighted: boolean;
  /** True while the row is only mounted because it has the focus, away from the rows on screen. */
  readonly isKept: boolean;
}

/** What decides the rows of one render. */
export interface ListRowsInput {
  readonly items: Rows<MessageListItem>;
  readonly plan: WindowPlan;
  readonly activeKey: string | undefined;
  readonly highlightedKey: string | undefined;
}

/** Creates what makes the rows of a list, render by render. A render costs a look at the mounted rows only. */
export function createListRows(): (input: ListRowsInput) => readonly MessageListRow[] {
  let before = new Map<string, MessageListRow>();
  return ({ items, plan, activeKey, highlightedKey }) => {
    const tabStop = activeKey ?? firstUnreadIn(items, plan) ?? heldKeyOf(items, plan);
    const next = new Map<string, MessageListRow>();
    for (const index of indexesOf(plan)) {
      const item = items.at(index);
      if (item === undefined) continue;
      const { key } = item;
      const row = {
        key,
        item,
        position: index + 1,
        isTabStop: key === tabStop,
        isHighlighted: key === highlightedKey,
        isKept: index === plan.keptIndex,
      };
      const known = before.get(key);
      next.set(key, known !== undefined && isSameRow(known, row) ? known : row);
    }
    before = next;
    return [...next.values()];
  };
}

/** The rendered range, and the kept row at its side of it. */
function indexesOf({ range, keptIndex }: WindowPlan): readonly number[] {
  const { start, end } = range;
  const indexes = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (keptIndex >= end) indexes.push(keptIndex);
  else if (keptIndex >= 0) indexes.unshift(keptIndex);
  return indexes;
}

/** The first unread row, if it is among the rendered ones: Tab reaches only what is there. */
function firstUnreadIn(
  items: Rows<MessageListItem>,
  { range: { start, end } }: WindowPlan,
): string | undefined {
  for (let index = start; index < end; index += 1)
    if (items.at(index)?.divider === 'unread') return keyAt(items, index);
  return undefined;
}

/** Before any row has had the focus, Tab goes to the newest row, or to the first row that a reader of old ones sees. */
function heldKeyOf(items: Rows<MessageListItem>, { anchor }: WindowPlan): string | undefined {
  return anchor.mode === 'row' ? anchor.key : items.at(-1)?.key;
}

function isSameRow(a: MessageListRow, b: MessageListRow): boolean {
  return (
    a.item === b.item &&
    a.position === b.position &&
    a.isTabStop === b.isTabStop &&
    a.isHighlighted === b.isHighlighted &&
    a.isKept === b.isKept
  );
}
