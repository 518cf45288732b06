import { createDayOf } from './day-of.ts';
import { compareOrder, type ListChange } from './core/order-change.ts';
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
  readonly items: readonly MessageListItem[];
  /** How `items` differs from the array before; `null` when it is not growth at the ends. */
  readonly change: ListChange<MessageListItem> | null;
}

/** Builds the rows of one thread, update by update. */
export interface MessageItemsBuilder {
  update(input: MessageItemsInput): MessageItems;
}

interface PlacedMessage {
  readonly facts: MessageFacts;
  readonly day: number;
}

const fiveMinutes = 5 * 60 * 1000;

/**
 * Creates a builder for `MessageList`'s `items`. A group ends where the sender changes, after a long silence, at a new
 * day, around system and deleted messages, and at the unread divider. An append makes the new rows and touches at most the row
 * before them, a prepend at most the row after; every other row keeps its object. An edit changes nothing.
 */
export function createMessageItems(options: MessageItemsOptions = {}): MessageItemsBuilder {
  const { timeZone, groupGapMs = fiveMinutes } = options;
  const dayOf = createDayOf(timeZone);
  let keys: readonly string[] = [];
  let result: MessageItems = { items: [], change: null };
  let unreadAfter: string | null = null;
  let version: number | undefined;

  /** Rows `start` to `end - 1`. Each message is looked up once, and each pair of neighbours is compared once. */
  function buildRows(
    { keys: all, lookup }: MessageItemsInput,
    start: number,
    end: number,
  ): MessageListItem[] {
    const rows: MessageListItem[] = [];
    let before = placeOf(all[start - 1], lookup);
    let here = placeOf(all[start], lookup);
    let startsGroup = isApart(before, here);
    for (let index = start; index < end; index += 1) {
      const key = all[index] ?? '';
      const after = placeOf(all[index + 1], lookup);
      const endsGroup = isApart(here, after);
      const isFirstUnread = index > 0 && unreadAfter !== null && all[index - 1] === unreadAfter;
      const isLastRead = key === unreadAfter && index + 1 < all.length;
      const row = {
        key,
        groupStart: isFirstUnread || startsGroup,
        groupEnd: isLastRead || endsGroup,
      };
      // `Object.is`: times that are no numbers all count as one day.
      const isNewDay = here !== undefined && (!before || !Object.is(before.day, here.day));
      if (isNewDay || isFirstUnread) {
        rows.push({
          ...row,
          ...(isNewDay && { day: here?.facts.createdAt ?? 0 }),
          ...(isFirstUnread && { divider: 'unread' as const }),
        });
      } else rows.push(row);
      before = here;
      here = after;
      startsGroup = endsGroup;
    }
    return rows;
  }

  /** A message and its day. `undefined`: there is none. */
  function placeOf(
    key: string | undefined,
    lookup: MessageItemsInput['lookup'],
  ): PlacedMessage | undefined {
    const facts = key === undefined ? undefined : lookup(key);
    return facts && { facts, day: dayOf(facts.createdAt) };
  }

  function isApart(before: PlacedMessage | undefined, after: PlacedMessage | undefined): boolean {
    if (before === undefined || after === undefined) return true;
    return (
      !canBeGrouped(before.facts) ||
      !canBeGrouped(after.facts) ||
      before.facts.senderId !== after.facts.senderId ||
      after.facts.createdAt - before.facts.createdAt > groupGapMs ||
      !Object.is(before.day, after.day)
    );
  }

  /** Grows the rows at both ends; the two old rows at the seams may change. */
  function grow(input: MessageItemsInput, prepended: number, appended: number): MessageItems {
    const old = result.items;
    const change = { prepended, appended, from: old };
    if (old.length === 0) return { items: buildRows(input, 0, input.keys.length), change };
    const last = prepended + old.length - 1;
    const items = prepended === 0 ? old.slice() : buildRows(input, 0, prepended).concat(old);
    if (prepended > 0) renewRow(items, input, prepended);
    if (appended > 0) {
      renewRow(items, input, last);
      for (const row of buildRows(input, last + 1, last + 1 + appended)) items.push(row);
    }
    return { items, change };
  }

  function renewRow(items: MessageListItem[], input: MessageItemsInput, index: number): void {
    const before = items[index];
    const [row] = buildRows(input, index, index + 1);
    if (row && !(before && isSameRow(before, row))) items[index] = row;
  }

  /** Builds everything anew; rows that come out equal keep their objects. */
  function rebuild(input: MessageItemsInput): MessageItems {
    const oldByKey = new Map(result.items.map((row) => [row.key, row]));
    const items = buildRows(input, 0, input.keys.length).map((row) => {
      const before = oldByKey.get(row.key);
      return before && isSameRow(before, row) ? before : row;
    });
    const isUnchanged =
      items.length === result.items.length &&
      items.every((row, index) => row === result.items[index]);
    return isUnchanged ? result : { items, change: null };
  }

  return {
    update(input: MessageItemsInput): MessageItems {
      const nextUnread = input.unreadAfterKey ?? null;
      const isRegrouped = nextUnread !== unreadAfter || input.version !== version;
      if (input.keys === keys && !isRegrouped) return result;
      const order = isRegrouped ? 'mixed' : compareKeys(keys, input.keys, input.change);
      unreadAfter = nextUnread;
      version = input.version;
      keys = input.keys;
      if (order === 'mixed') result = rebuild(input);
      else if (order !== 'same') result = grow(input, order.prepended, order.appended);
      return result;
    },
  };
}

function compareKeys(
  before: readonly string[],
  after: readonly string[],
  told: ListChange<string> | null | undefined,
): 'same' | 'mixed' | { readonly prepended: number; readonly appended: number } {
  const order = compareOrder(before, after, told, (key) => key);
  return order.kind === 'grown' ? order : order.kind;
}

function canBeGrouped(facts: MessageFacts): boolean {
  return (facts.kind === 'text' || facts.kind === 'html') && facts.deletedAt === undefined;
}

function isSameRow(a: MessageListItem, b: MessageListItem): boolean {
  return (
    a.groupStart === b.groupStart &&
    a.groupEnd === b.groupEnd &&
    a.day === b.day &&
    a.divider === b.divider
  );
}
