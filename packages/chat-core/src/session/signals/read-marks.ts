import { compareIds } from '../../model/compare-ids.ts';
import type { ReadMarkRecord } from '../storage/session-database.ts';

/** How far a thread has been read. Empty ids mean: not at all. */
export type ReadMarks = Omit<ReadMarkRecord, 'threadId'>;

/** Marks of a thread in which nothing was read. */
export const noMarks: ReadMarks = { seen: '', readAt: 0, sent: '' };

/** Whether a message comes after another one. What is no id comes after nothing. */
export function isFurther(messageId: string, than: string): boolean {
  return compareIds(messageId, than) > 0;
}

/** Whether `marks` say nothing that `others` do not say. */
export function isCovered(marks: ReadMarks, others: ReadMarks = noMarks): boolean {
  return !isFurther(marks.seen, others.seen) && !isFurther(marks.sent, others.sent);
}

/** Each of two marks as far as it goes. The order of the two does not matter. */
export function joinMarks(a: ReadMarks, b: ReadMarks): ReadMarks {
  const { seen, readAt } = isFurther(b.seen, a.seen) ? b : a;
  return { seen, readAt, sent: isFurther(b.sent, a.sent) ? b.sent : a.sent };
}
