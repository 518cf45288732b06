import { isChatClientError } from '../../errors.ts';
import { createSharedCalls } from './shared-calls.ts';
import { isRefusal, isSignInNeeded } from './sync-errors.ts';
import type { ThreadRead } from './thread-presence.ts';

/** Finds out what refused reads mean. */
export interface ThreadAccess {
  /**
   * Reads, and on a refusal looks whether the user still has the thread, if the read is of one. The refusal is passed on all the same.
   */
  guard<Result>(threadId: string | undefined, read: () => Promise<Result>): Promise<Result>;
  /** Looks whether the user still has the thread, and lets it go if not. Who asks at the same time shares one look. It never rejects. */
  recheck(threadId: string): Promise<void>;
}

/** What {@link createThreadAccess} needs. */
export interface ThreadAccessPorts {
  /** Whether this user is among the people of the thread. The service names them to each other only. */
  isParticipant(threadId: string): Promise<boolean>;
  /** Notes which threads come until the look is over: somebody who is back is not lost by an answer from before. */
  beginRead(): ThreadRead;
  leave(threadId: string, reason: 'removed' | 'gone'): void;
  block(error: unknown): void;
}

/** Creates {@link ThreadAccess}. */
export function createThreadAccess({
  isParticipant,
  beginRead,
  leave,
  block,
}: ThreadAccessPorts): ThreadAccess {
  const calls = createSharedCalls();

  async function look(threadId: string): Promise<void> {
    const read = beginRead();
    const lose = (reason: 'removed' | 'gone'): void => {
      const isBack = read.correct([]).some(({ id }) => id === threadId);
      if (!isBack) leave(threadId, reason);
    };
    try {
      if (!(await isParticipant(threadId))) lose('removed');
    } catch (error) {
      if (isSignInNeeded(error)) block(error);
      if (!isChatClientError(error)) return;
      if (error.statusCode === 403) lose('removed');
      if (error.statusCode === 404) lose('gone');
    } finally {
      read.end();
    }
  }

  const recheck = (threadId: string): Promise<void> => calls.share(threadId, () => look(threadId));

  return {
    recheck,
    async guard(threadId, read) {
      try {
        return await read();
      } catch (error) {
        if (isSignInNeeded(error)) block(error);
        if (isRefusal(error) && threadId !== undefined) await recheck(threadId);
        throw error;
      }
    },
  };
}
