import { forgetView, type ThreadDraft } from './thread-draft.ts';
import { twinIdsOf, viewOf, type IndexedRows } from './thread-index.ts';
import { trimmedCursor } from './trimmed-cursor.ts';

/** This share of the messages on a screen goes at once, so that not every message that comes makes the screen go through all keys. */
const portion = 0.1;

/**
 * Lets the oldest messages go when a thread holds more than `bound`; while somebody looks at it, the oldest tenth. What is not sent yet
 * stays. So does what a reader has paged in, and a tenth more where that is beyond `bound`. Paging goes on where the rows end.
 */
export function trimRows(draft: ThreadDraft, bound: number, isHeld: boolean): void {
  const { thread } = draft;
  const { rows, index } = thread;
  const { pagedTo } = index;
  const most = pagedTo > bound ? pagedTo * (1 + portion) : bound;
  if (messageCount(thread) <= most) return;
  const kept = Math.max(isHeld ? bound * (1 - portion) : bound, pagedTo);
  let end = 0;
  while (messageCount(thread) > kept && end < thread.messageKeys.length) {
    const key = thread.messageKeys[end] ?? '';
    for (const id of twinIdsOf(thread, key)) {
      const view = viewOf(thread, id);
      if (view !== undefined) forgetView(draft, view);
    }
    rows.delete(key);
    end += 1;
  }
  thread.messageKeys = thread.messageKeys.slice(end);
  thread.messageKeysChange = null;
  const oldest = rows.get(thread.messageKeys[0] ?? '')?.id;
  index.floor = oldest;
  if (thread.olderCursor !== undefined && oldest !== undefined)
    thread.olderCursor = trimmedCursor(oldest);
}

/** Messages that the service knows, shown or hidden. */
function messageCount({ rows, index }: IndexedRows): number {
  return rows.size - index.unsent.size + index.bases.size;
}
