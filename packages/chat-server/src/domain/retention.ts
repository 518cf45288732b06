import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { RetentionPolicy, ThreadRow } from '../storage/rows.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** When a thread that was created at `createdAt` (ms) has to be deleted; `null` for never. */
export function findDeadline(policy: RetentionPolicy, createdAt: number): number | null {
  return policy.kind === 'none' ? null : createdAt + policy.deleteThreadAfterDays * dayMs;
}

function isDue(thread: ThreadRow, now: number): boolean {
  return thread.deletedAt === null && thread.deleteAt !== null && thread.deleteAt <= now;
}

/**
 * The same view, in which threads whose time has come are deleted already. The sweep that really deletes them
 * may be a while behind.
 */
export function hideDueThreads<View extends ReadTransaction>(tx: View, now: number): View {
  return {
    ...tx,
    getThread: async (threadId) => {
      const thread = await tx.getThread(threadId);
      if (thread === undefined || !isDue(thread, now)) return thread;
      return { ...thread, deletedAt: thread.deleteAt };
    },
    listThreadsOf: async (userId, query) => {
      const rows: ThreadRow[] = [];
      let { after } = query;
      for (;;) {
        const page = await tx.listThreadsOf(userId, { ...query, ...(after && { after }) });
        rows.push(...page.filter((thread) => !isDue(thread, now)));
        // A page with gaps would look like the last one.
        after = page.at(-1);
        if (after === undefined || page.length < query.limit || rows.length >= query.limit) {
          return rows.slice(0, query.limit);
        }
      }
    },
  };
}
