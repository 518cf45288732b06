import { createDayOf } from './day-of.ts';
import { compareOrder, type ListChange } from './core/order-change.ts';
import type { Rows } from './core/rows.ts';
import type { MessageListItem } from './message-list-item.ts';

/** What decides how a message is set off from its neighbours. A `Message` of the kit fits. */
export interface MessageFacts {
  /** Raw id of the author. System messages have none. */
  readonly senderId?: string | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
  /** `text` and `html` come from people; everything else stands alone. */
  readonly kind: string;
  /** Present once the message was deleted: what stands in its place belongs to no group. */
  readonly deletedAt?: number | undefined;
}

/** Settings of {@link createMessageItems}. */
export interface MessageItemsOptions {
  /** IANA zone that decides where a day begins. Default, also for an unknown one: that of the device. */
  readonly timeZone?: string | undefined;
  /** A longer silence than this starts a new group. Milliseconds, default 5 minutes. */
  readonly groupGapMs?: number | undefined;
}

/** Input of one update. */
export interface MessageItemsInput {
  /** Keys of the rows, oldest first. A new array whenever the order changes. */
  readonly keys: readonly string[];
  /** How `keys` differs from the array of the last update. Checked by key unless it carries `from`. */
  readonly change?: ListChange<string> | null | undefined;
  /** The message of a row. `undefined` for a row that is gone; it then stands alone. */
  readonly lookup: (key: string) => MessageFacts | undefined;
  /** The last row that the user has read. The unread divider stands above the next one. */
  readonly unreadAfterKey?: string | null | undefined;
  /** Another value than before: the order is the same, but messages were deleted. All rows are grouped anew. */
  readonly version?: number | undefined;
}

/** Result of one update. The same object as before when nothing changed. */
export interface MessageItems {
  /** Each row is made when it is asked for, so a long thread costs no more than the rows that are shown. */
  readonly items: Rows<MessageListItem>;
  /** How `items` differs from the rows before; `null` when it is not growth at the ends. */
  readonly change: ListChange<MessageListItem> | null;
}

/** Builds the rows of one thread, update by update. */
export interface MessageItemsBuilder {
  update(input: MessageItemsInput): MessageItems;
}

const fiveMinutes = 5 * 60 * 1000;

/**
 * Creates a builder for `MessageList`'s `items`. A group ends where the sender changes, after a long silence, at a new
 * day, around system and deleted messages, and at the unread divider. An append touches at most the row before the new
 * ones, a prepend at most the row after them; every other row keeps its object. An edit changes nothing.
 */
export function createMessageItems(options: MessageItemsOptions = {}): MessageItemsBuilder {
  const { timeZone, groupGapMs = fiveMinutes } = options;
  const dayOf = createDayOf(timeZone);
  /** The rows that a list has asked for, most lately and before that. Older ones are let go, however long the thread goes on. */
  let made = new Map<string, MessageListItem>();
  let madeBefore = made;
  let last: MessageItemsInput | undefined;
  let result: MessageItems = { items: [], change: null };

  function createRows(input: MessageItemsInput): Rows<MessageListItem> {
    const { keys } = input;
    // An update that nobody has looked at changes nothing for those who look later.
    if (made.size > 0) madeBefore = made;
    const before = madeBefore;
    const own = new Map<string, MessageListItem>();
    made = own;
    return {
      length: keys.length,
      at(index: number): MessageListItem | undefined {
        const place = index < 0 ? index + keys.length : index;
        const key = keys[place];
        if (key === undefined) return undefined;
        const row = own.get(key) ?? sameOr(before.get(key), createRow(input, key, place));
        own.set(key, row);
        return row;
      },
    };
  }

  function createRow(input: MessageItemsInput, key: string, index: number): MessageListItem {
    const { keys, lookup, unreadAfterKey = null } = input;
    const [before, here, after] = [-1, 0, 1].map((step) => {
      const neighbour = keys[index + step];
      return neighbour === undefined ? undefined : lookup(neighbour);
    });
    const isFirstUnread = index > 0 && keys[index - 1] === unreadAfterKey;
    const isLastRead = key === unreadAfterKey && index + 1 < keys.length;
    const isNewDay = here !== undefined && (before === undefined || !isSameDay(before, here));
    return {
      key,
      groupStart: isFirstUnread || isApart(before, here),
      groupEnd: isLastRead || isApart(here, after),
      ...(isNewDay && { day: here.createdAt }),
      ...(isFirstUnread && { divider: 'unread' as const }),
    };
  }

  function isApart(before: MessageFacts | undefined, after: MessageFacts | undefined): boolean {
    if (before === undefined || after === undefined) return true;
    return (
      !canBeGrouped(before) ||
      !canBeGrouped(after) ||
      before.senderId !== after.senderId ||
      after.createdAt - before.createdAt > groupGapMs ||
      !isSameDay(before, after)
    );
  }

  /** `Object.is`: times that are no numbers all count as one day. */
  function isSameDay(before: MessageFacts, after: MessageFacts): boolean {
    return Object.is(dayOf(before.createdAt), dayOf(after.createdAt));
  }

  return {
    update(input: MessageItemsInput): MessageItems {
      const { keys, change, unreadAfterKey = null, version } = input;
      const isRegrouped =
        unreadAfterKey !== (last?.unreadAfterKey ?? null) || version !== last?.version;
      if (keys === last?.keys && !isRegrouped) return result;
      const order = compareOrder(last?.keys ?? [], keys, change, (key) => key);
      last = input;
      if (order.kind === 'same' && !isRegrouped) return result;
      const { prepended, appended } = order.kind === 'grown' ? order : noGrowth;
      result = {
        items: createRows(input),
        change: order.kind === 'mixed' ? null : { prepended, appended, from: result.items },
      };
      return result;
    },
  };
}

const noGrowth = { prepended: 0, appended: 0 };

function canBeGrouped(facts: MessageFacts): boolean {
  return (facts.kind === 'text' || facts.kind === 'html') && facts.deletedAt === undefined;
}

/** The row as it was, if that is still true. */
function sameOr(before: MessageListItem | undefined, row: MessageListItem): MessageListItem {
  const isSame =
    before !== undefined &&
    before.groupStart === row.groupStart &&
    before.groupEnd === row.groupEnd &&
    before.day === row.day &&
    before.divider === row.divider;
  return isSame ? before : row;
}
