import { riseWithIds } from './row-numbers.ts';
import { compareRowOrder, type RowOrder } from './row-order.ts';
import {
  numbersOf,
  orderOfMessage,
  orderOfRow,
  rowKeyOf,
  rowOf,
  type IndexedRows,
} from './thread-index.ts';
import type { ThreadDraft } from './thread-draft.ts';
import type { ThreadState } from './chat-state.ts';

interface PlacedKey {
  readonly key: string;
  readonly order: RowOrder;
}

/** More rows that moved are put in order together with all others, without looking whether they stayed where they were. */
const maxSingleMoves = 32;

/** Brings `messageKeys` up to date with the rows. The array stays the same object when no row came, left or moved. */
export function settleKeys(draft: ThreadDraft): void {
  shiftByNumbers(draft);
  const { thread, added, shifted, hasRemoved } = draft;
  const before = thread.messageKeys;
  const isRearranged = hasRemoved || !stayInPlace(thread, shifted);
  if (!isRearranged && added.size === 0) return;
  const moved = isRearranged ? [...added, ...shifted] : [...added];
  const kept = isRearranged
    ? before.filter((key) => thread.rows.has(key) && !added.has(key) && !shifted.has(key))
    : before;
  const keys = weave(thread, kept, moved);
  if (isRearranged && isSame(keys, before)) return;
  const { prepended, appended } = countEnds(keys, kept, added.size);
  thread.messageKeys = keys;
  thread.messageKeysChange =
    isRearranged || prepended + appended < added.size
      ? null
      : { prepended, appended, from: before };
}

/** Where numbers do not rise with ids, one that was learned can move the rows without a number. */
function shiftByNumbers({ thread, numbered, added, shifted, didRise }: ThreadDraft): void {
  if (didRise === undefined) return;
  if (didRise && riseWithIds(numbersOf(thread))) return;
  for (const id of [...numbered, ...thread.index.unnumbered]) {
    const key = rowKeyOf(thread, id);
    if (rowOf(thread, id) !== undefined && !added.has(key)) shifted.add(key);
  }
}

function stayInPlace(thread: ThreadState, shifted: ReadonlySet<string>): boolean {
  if (shifted.size > maxSingleMoves) return false;
  for (const key of shifted) {
    const index = thread.messageKeys.lastIndexOf(key);
    if (!areInOrder(thread, index - 1) || !areInOrder(thread, index)) return false;
  }
  return true;
}

/** Whether the row at `index` stands above the next one. */
function areInOrder(thread: ThreadState, index: number): boolean {
  const [above, below] = [thread.messageKeys[index], thread.messageKeys[index + 1]];
  if (above === undefined || below === undefined) return true;
  return compareRowOrder(orderOfRow(thread, above), orderOfRow(thread, below)) < 0;
}

/** Puts rows among others that are in order. */
function weave(
  thread: IndexedRows,
  kept: readonly string[],
  moved: readonly string[],
): readonly string[] {
  const placed = moved
    .map((key): PlacedKey => ({ key, order: orderOfRow(thread, key) }))
    .toSorted((a, b) => compareRowOrder(a.order, b.order));
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined) return kept;
  const start = insertionIndex(thread, kept, first.order);
  const isOneBlock = first === last || insertionIndex(thread, kept, last.order) === start;
  // Nearly always, and the engine copies whole ranges much faster than one key after the other.
  if (isOneBlock && start === kept.length) return kept.concat(placed.map(({ key }) => key));
  if (first === last) return kept.toSpliced(start, 0, first.key);
  const woven = kept.slice(0, start);
  let from = start;
  for (const { key, order } of placed) {
    const to = isOneBlock ? start : insertionIndex(thread, kept, order);
    for (; from < to; from += 1) woven.push(kept[from] ?? '');
    woven.push(key);
  }
  return woven.concat(kept.slice(from));
}

function countEnds(
  keys: readonly string[],
  kept: readonly string[],
  most: number,
): { prepended: number; appended: number } {
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined) return { prepended: 0, appended: most };
  let prepended = 0;
  while (prepended <= most && keys[prepended] !== first) prepended += 1;
  let appended = 0;
  while (appended <= most && keys[keys.length - 1 - appended] !== last) appended += 1;
  return { prepended, appended };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

/** First index whose row stands below `order`. Looks at the end first, where nearly all rows go. */
function insertionIndex(thread: IndexedRows, keys: readonly string[], order: RowOrder): number {
  let low = 0;
  let high = keys.length;
  let middle = high - 1;
  while (low < high) {
    if (compareRowOrder(orderOfRow(thread, keys[middle] ?? ''), order) > 0) high = middle;
    else low = middle + 1;
    middle = (low + high) >>> 1;
  }
  return low;
}

/** How many rows a reader has passed who has read up to the message with this id. */
export function countRowsTo(thread: ThreadState, id: string): number {
  return insertionIndex(thread, thread.messageKeys, orderOfMessage(thread, id));
}

/** Where the row is among the thread's keys; -1 when it is not there. */
export function indexOfRow(thread: ThreadState, rowKey: string): number {
  if (!thread.rows.has(rowKey)) return -1;
  const index = insertionIndex(thread, thread.messageKeys, orderOfRow(thread, rowKey)) - 1;
  return thread.messageKeys[index] === rowKey ? index : -1;
}
