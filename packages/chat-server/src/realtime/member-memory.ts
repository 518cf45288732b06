import type { ThreadMember } from '../storage/rows.ts';

/** Who is in the threads that were last heard of, as far as the log has been delivered. */
export interface MemberMemory {
  get(threadId: string): readonly ThreadMember[] | undefined;
  set(threadId: string, members: readonly ThreadMember[]): void;
  clear(): void;
}

/** Threads that are remembered. */
const mostThreads = 1_000;

/** Forgets the thread that was set longest ago when there are too many. */
export function createMemberMemory(): MemberMemory {
  const threads = new Map<string, readonly ThreadMember[]>();
  return {
    get: (threadId) => threads.get(threadId),
    set: (threadId, members) => {
      threads.delete(threadId);
      threads.set(threadId, members);
      for (const oldest of threads.keys()) {
        if (threads.size <= mostThreads) break;
        threads.delete(oldest);
      }
    },
    clear: () => threads.clear(),
  };
}
