import type { Clock } from '../../platform/clock.ts';
import { runWithDeadline } from '../../rest/deadline.ts';

/** An answer may never come: from a broken browser profile, or because a frozen page keeps a database open, or a transaction in it. */
const answerTimeoutMs = 5_000;

/** Asks the browser to open, empty or delete a database. @throws ChatClientError `timeout` after 5 s. */
export function askDatabase<Result>(
  operation: string,
  clock: Clock,
  work: () => Promise<Result>,
): Promise<Result> {
  return runWithDeadline(operation, clock, answerTimeoutMs, work);
}
