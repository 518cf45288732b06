import { isAbort } from './sync-errors.ts';

/**
 * Compares threads side by side, and resolves to how many were. Rejects with the first failure, after the last check. A thread that is
 * closed meanwhile need not be compared any more.
 */
export async function checkAll(
  threadIds: readonly string[],
  check: (threadId: string) => Promise<unknown>,
): Promise<number> {
  const checks = await Promise.allSettled(threadIds.map(check));
  for (const one of checks) if (one.status === 'rejected' && !isAbort(one.reason)) throw one.reason;
  return checks.filter(({ status }) => status === 'fulfilled').length;
}
