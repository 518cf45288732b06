import { removeAttachments } from './attachment-sweep.ts';
import type { Schedule } from '../runtime.ts';
import { endThread } from './threads.ts';
import type { ChatContext } from './work-unit.ts';
import { commitWork, readView } from './work-unit.ts';

/** Milliseconds between two looks for threads whose time has come. */
const sweepMs = 60_000;

/** Files that are removed between two transactions. */
const removalsAtOnce = 50;

/**
 * Deletes the threads whose retention policy says so, now and every minute from now on, and tells the people in
 * them. Several processes on one storage may do so at once: each thread is deleted, and announced, once. Then removes the
 * files of deleted threads, whoever deleted them, and of uploads that never ended.
 * Returns a function that ends it and resolves when nothing of it is under way.
 */
export function startRetentionSweep(
  context: ChatContext,
  schedule: Schedule,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let isStopped = false;
  let cancel = (): void => {};

  const sweep = async (): Promise<void> => {
    try {
      while (!isStopped && (await sweepSome(context, onError)));
    } catch (error) {
      onError(error);
    }
    if (!isStopped) {
      cancel = schedule(() => {
        running = sweep();
      }, sweepMs);
    }
  };
  let running = sweep();

  return async () => {
    isStopped = true;
    cancel();
    await running;
  };
}

/** Returns whether there was anything to do. Looks without holding up those who write. */
async function sweepSome(
  context: ChatContext,
  onError: (error: unknown) => void,
): Promise<boolean> {
  const now = context.clock.now();
  const { threads, removals } = await readView(context, async (tx) => ({
    threads: await tx.listThreadsDue(now, 1),
    removals: await tx.listAttachmentRemovalsDue(now, removalsAtOnce),
  }));
  if (threads.length > 0) await deleteDueThread(context);
  if (removals.length > 0) await removeAttachments(context, removals, onError);
  return threads.length > 0 || removals.length > 0;
}

/** One thread in a transaction, so that others do not wait long. Another process may have been quicker. */
async function deleteDueThread(context: ChatContext): Promise<void> {
  await commitWork(context, async (unit) => {
    const [thread] = await unit.tx.listThreadsDue(unit.now, 1);
    if (thread !== undefined) await endThread(unit, thread, { reason: 'deletedByPolicy' });
  });
}
