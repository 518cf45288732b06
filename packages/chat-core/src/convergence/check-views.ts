import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import type { FreshView, Listed } from './fresh-view.ts';
import { isOnTheWay, visibleRows } from './invariants.ts';
import type { Page } from './page.ts';

/**
 * The clients' view is the view that somebody has who reads everything anew. Only of a double that was deleted the two may differ: the
 * service forgets with its content to which message it belonged, and whoever has seen it before knows.
 */
export function requireSameAsList(
  page: Page,
  list: readonly Listed[],
  doubles: ReadonlySet<string>,
): void {
  const { thread, name } = page;
  if (thread === undefined) throw new Error(`${name}: the thread is not there.`);
  const rows = visibleRows(thread).filter(
    ({ id, deletedAt }) => id !== undefined && !(deletedAt !== undefined && doubles.has(id)),
  );
  const oldest = rows[0]?.id;
  const shown = rows.map(describeRow);
  const expected = collapse(list)
    .filter(
      ({ id, isDeleted }) =>
        !(isDeleted && doubles.has(id)) &&
        (thread.olderCursor === null || oldest === undefined || compareIds(id, oldest) >= 0),
    )
    .map(describeListed);
  const index = expected.findIndex((text, place) => text !== shown[place]);
  const first = index < 0 && shown.length > expected.length ? expected.length : index;
  if (first >= 0) {
    throw new Error(
      `${name} shows "${shown[first] ?? 'nothing'}" where the service has "${expected[first] ?? 'nothing'}".\nShown: ${shown.join(' | ')}\nStored: ${expected.join(' | ')}`,
    );
  }
}

function describeRow({ id = '', content, deletedAt, kind }: Message): string {
  return deletedAt === undefined ? `${id} ${kind === 'text' ? content : kind}` : `${id} deleted`;
}

function describeListed({ id, content, isDeleted }: Listed): string {
  return isDeleted ? `${id} deleted` : `${id} ${content}`;
}

/** Doubles of one message count as their first one that still stands. */
function collapse(list: readonly Listed[]): Listed[] {
  const firstOf = new Map<string, string>();
  const sorted = list.toSorted((a, b) => compareIds(a.sequenceId, b.sequenceId));
  return sorted.filter(({ origin, id }) => {
    if (origin === undefined) return true;
    if (firstOf.has(origin)) return false;
    firstOf.set(origin, id);
    return true;
  });
}

/** Who is in the thread, what it is called, and that it stands in the list of threads. */
export function requireSameThread(
  { name, state, thread }: Page,
  { topic, people, threadIds }: FreshView,
): void {
  const shown = {
    topic: thread?.topic,
    people: thread?.participants?.map(({ userId }) => userId).toSorted(),
    threadIds: state.threadIds,
    access: thread?.access,
    typing: thread?.typing.length,
  };
  const expected = { topic, people, threadIds, access: 'member', typing: 0 };
  if (JSON.stringify(shown) !== JSON.stringify(expected))
    throw new Error(
      `${name} shows ${JSON.stringify(shown)} where the service has ${JSON.stringify(expected)}.`,
    );
}

/** No message, edit or deletion is on its way for ever. */
export function requireNothingUnsettled({ name, thread }: Page): void {
  for (const row of thread === undefined ? [] : visibleRows(thread)) {
    if (isOnTheWay(row.sendState))
      throw new Error(`${name} shows "${row.content}" as ${row.sendState} for ever.`);
    if (row.pendingChange !== undefined)
      throw new Error(
        `${name} shows the ${row.pendingChange} of "${row.content}" as under way for ever.`,
      );
  }
}

/** Everybody sees how far the others have read. */
export function requireSameReceipts(
  { name, device, thread }: Page,
  receipts: FreshView['receipts'],
): void {
  for (const [userId, messageId] of receipts) {
    const shown = thread?.receipts.get(userId)?.messageId ?? '';
    const difference = compareIds(shown, messageId);
    // What this user has read himself is known here first.
    if (difference < 0 || (difference > 0 && userId !== device.user.userId))
      throw new Error(
        `${name} shows that ${userId} has read up to "${shown}", and the service says ${messageId}.`,
      );
  }
}
