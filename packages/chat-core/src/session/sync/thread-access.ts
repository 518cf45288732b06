import { isChatClientError } from '../../errors.ts';
import { createSharedCalls } from './shared-calls.ts';
import { isRefusal, isSignInNeeded } from './sync-errors.ts';

/** Finds out what refused reads mean. */
export interface ThreadAccess {
  /**
   * Reads, and on a refusal looks whether the user still has the thread, if the read is of one. The refusal is passed on all the same.
   */
  guard<Result>(threadId: string | undefined, read: () => Promise<Result>): Promise<Result>;
}

/** What {@link createThreadAccess} needs. */
export interface ThreadAccessPorts {
  /** Reads the thread's properties, which the service gives to its participants only. */
  loadThread(threadId: string): Promise<void>;
  leave(threadId: string, reason: 'removed' | 'gone'): void;
  block(error: unknown): void;
}

/** Creates {@link ThreadAccess}. */
export function createThreadAccess({ loadThread, leave, block }: ThreadAccessPorts): ThreadAccess {
  const calls = createSharedCalls();

  async function recheck(threadId: string): Promise<void> {
    try {
      await loadThread(threadId);
    } catch (error) {
      if (!isChatClientError(error)) return;
      if (error.statusCode === 403) leave(threadId, 'removed');
      if (error.statusCode === 404) leave(threadId, 'gone');
    }
  }

  return {
    async guard(threadId, read) {
      try {
        return await read();
      } catch (error) {
        if (isSignInNeeded(error)) block(error);
        if (isRefusal(error) && threadId !== undefined) {
          await calls.share(threadId, () => recheck(threadId));
        }
        throw error;
      }
    },
  };
}
