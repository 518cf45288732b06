import type { ThreadState } from './chat-state.ts';

/** The ids of the listed threads while a batch is applied, latest activity first. */
export interface ThreadOrder {
  /** The threads in the state in which `ids` is ordered. */
  readonly threads: ReadonlyMap<string, ThreadState>;
  readonly before: readonly string[];
  /** A copy, made when the first thread moves. */
  ids?: string[];
}

/**
 * Moves one thread to where it belongs, in or out of the list. Threads that it passes are not looked at, so the cost does not follow their
 * number, apart from one copy of the array.
 */
export function placeThread(
  order: ThreadOrder,
  before: ThreadState | undefined,
  after: ThreadState | undefined,
): void {
  const wasListed = before?.isListed === true;
  const isListed = after?.isListed === true;
  if (wasListed && isListed && activityOf(before) === activityOf(after)) return;
  let from = -1;
  if (wasListed) {
    from = positionOf(order, before) - 1;
    if (isListed && standsBetween(order, from, after)) return;
    writableIds(order).splice(from, 1);
  }
  if (isListed) writableIds(order).splice(positionOf(order, after), 0, after.id);
}

/** Number of threads that do not stand below this one. Looks at the top first, where a thread goes that has just been active. */
function positionOf(order: ThreadOrder, thread: ThreadState): number {
  const { threads } = order;
  const ids = order.ids ?? order.before;
  let low = 0;
  let high = ids.length;
  let middle = 0;
  while (low < high) {
    const other = threads.get(ids[middle] ?? '');
    if (other !== undefined && compareThreads(other, thread) <= 0) low = middle + 1;
    else high = middle;
    middle = (low + high) >>> 1;
  }
  return low;
}

function standsBetween(order: ThreadOrder, index: number, thread: ThreadState): boolean {
  const { threads } = order;
  const ids = order.ids ?? order.before;
  const above = threads.get(ids[index - 1] ?? '');
  const below = threads.get(ids[index + 1] ?? '');
  return (
    (above === undefined || compareThreads(above, thread) < 0) &&
    (below === undefined || compareThreads(thread, below) < 0)
  );
}

function compareThreads(a: ThreadState, b: ThreadState): number {
  if (a.id === b.id) return 0;
  return activityOf(b) - activityOf(a) || (a.id < b.id ? -1 : 1);
}

function activityOf(thread: ThreadState): number {
  return thread.lastMessageAt ?? thread.createdAt ?? 0;
}

function writableIds(order: ThreadOrder): string[] {
  return (order.ids ??= [...order.before]);
}
