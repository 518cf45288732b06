import { findLockManager } from '../../platform/locks.ts';

/**
 * Does something that one tab does at a time. A tab that ends hands it on to the next one that waits. Where the platform has no locks, every
 * tab does it.
 */
export async function runAlone<Result>(
  name: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const locks = findLockManager();
  if (locks === undefined) return work();
  let running: Promise<Result> | undefined;
  try {
    await locks.request(name, { signal }, () => {
      running = work();
      // How it ends is told below.
      return running.then(
        () => {},
        () => {},
      );
    });
  } catch (error) {
    // A page may be refused locks.
    if (running === undefined && signal.aborted) throw error;
  }
  return running ?? work();
}
