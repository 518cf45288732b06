import { isChatClientError } from '../../errors.ts';
import { isRefused } from '../is-refused.ts';

/** Something that is to be so, however often it is asked for. */
export interface Goal {
  /** Asks the service for it, more than once if answers are lost. */
  ask(): Promise<unknown>;
  /** Looks whether it is so. */
  isReached(): Promise<boolean>;
  /** Statuses of refusals that say that it is so. */
  readonly reachedBy?: readonly number[];
}

/** Reaches a goal. Rejects with the reason when the service has refused it, or when it cannot be seen that it was reached. */
export async function reachGoal({ ask, isReached, reachedBy = [] }: Goal): Promise<void> {
  const isEnd = (error: unknown): boolean =>
    isChatClientError(error) && reachedBy.includes(error.statusCode ?? 0);
  try {
    await ask();
  } catch (error) {
    if (isEnd(error)) return;
    // The answers may have been lost, and not the requests.
    if (isRefused(error) || !(await isReached().catch(isEnd))) throw error;
  }
}
