import { forgetView, type ThreadDraft } from './thread-draft.ts';
import { twinIdsOf, viewOf, type IndexedRows } from './thread-index.ts';
import { trimmedCursor } from './trimmed-cursor.ts';

/** Rows are let go when there are so many more than the bound, as a share of it: so the cost follows the messages that come. */
const slack = 0.1;

/**
 * Lets the oldest messages go when a thread holds many more than `bound`. What a reader has paged in stays, and so does what is not sent
 * yet. Paging goes on where the rows end.
 */
export function trimRows(draft: ThreadDraft, bound: number): void {
  const { thread } = draft;
  const { rows, index } = thread;
  const kept = Math.max(bound, index.pagedTo);
  if (messageCount(thread) <= kept * (1 + slack)) return;
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
