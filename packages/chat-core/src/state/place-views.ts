import type { ServerView } from './merge-message.ts';
import { meetView } from './pending-changes.ts';
import {
  dropRow,
  forgetView,
  hideView,
  indexView,
  showView,
  type ThreadDraft,
} from './thread-draft.ts';
import { clientKey, idsOfClient, rowKeyOf, rowOf, viewOf } from './thread-index.ts';
import { groupTwins, maxTwins } from './twins.ts';

/** Keeps what the service says about a message, and shows it in the row that it belongs to. */
export function storeView(draft: ThreadDraft, view: ServerView): void {
  const { thread } = draft;
  const { id } = view;
  const changes = thread.index.changes.get(id);
  if (changes !== undefined) thread.index.changes.set(id, meetView(changes, view));
  indexView(draft, view, viewOf(thread, id));
  const ids = idsOfClient(thread, clientKey(view));
  if (ids.length > maxTwins + 1) {
    showView(draft, view, rowKeyOf(thread, id));
  } else if (ids.length > 1) {
    const others = ids.filter((other) => other !== id);
    arrange(draft, [view, ...viewsOf(draft, others)]);
  } else {
    const key = ownRowKey(draft, view) ?? id;
    clearRow(draft, id, key);
    showView(draft, view, key);
  }
}

/** Forgets a message, and the row with it unless a twin stands for it. */
export function removeView(draft: ThreadDraft, id: string): void {
  const { thread } = draft;
  const view = viewOf(thread, id);
  if (view === undefined) return;
  const twins = idsOfClient(thread, clientKey(view)).filter((other) => other !== id);
  const rowKey = rowOf(thread, id)?.rowKey;
  if (twins.length > 0) arrange(draft, viewsOf(draft, twins));
  // A twin has taken the row over where it could.
  if (rowKey !== undefined && thread.rows.get(rowKey)?.id === id) dropRow(draft, rowKey);
  forgetView(draft, view);
}

function viewsOf({ thread }: ThreadDraft, ids: readonly string[]): ServerView[] {
  return ids.flatMap((id) => {
    const view = viewOf(thread, id);
    return view === undefined ? [] : [view];
  });
}

/** Shows the messages of one sender with one client message id: each group of twins as one row. */
function arrange(draft: ThreadDraft, views: readonly ServerView[]): void {
  const groups = groupTwins(views);
  const [first] = views;
  const ownKey = first && ownRowKey(draft, first);
  const shown = groups.flatMap((group, index) => {
    const [view] = group;
    return view === undefined
      ? []
      : [{ view, group, key: (index === 0 ? ownKey : undefined) ?? view.id }];
  });
  for (const { view, key } of shown) clearRow(draft, view.id, key);
  for (const { view, group, key } of shown) {
    for (const twin of group) {
      if (twin === view) continue;
      clearRow(draft, twin.id, key);
      hideView(draft, twin, key);
    }
    showView(draft, view, key);
  }
}

/** The key of a row that was born in this user's outbox. It stays with the message, whichever of its twins is shown. */
function ownRowKey({ thread }: ThreadDraft, view: ServerView): string | undefined {
  const { clientMessageId, senderId } = view;
  if (clientMessageId === undefined) return undefined;
  const row = thread.rows.get(clientMessageId);
  return row?.clientMessageId === clientMessageId &&
    row.senderId === senderId &&
    row.id !== clientMessageId
    ? clientMessageId
    : undefined;
}

/** Takes the message off a row other than `rowKey`. */
function clearRow(draft: ThreadDraft, id: string, rowKey: string): void {
  const present = rowKeyOf(draft.thread, id);
  if (present !== rowKey && rowOf(draft.thread, id) !== undefined) dropRow(draft, present);
}
