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
  return (
    !isFurther(marks.seen, others.seen) &&
    !isFurther(marks.sent, others.sent) &&
    !isFurther(marks.written ?? '', others.written ?? '') &&
    !isFurther(marks.refused ?? '', others.refused ?? '')
  );
}

/** Each of two marks as far as it goes, but for what was refused. The order of the two does not matter. */
export function joinMarks(a: ReadMarks, b: ReadMarks): ReadMarks {
  const refused = findFurther(a.refused, b.refused);
  const valid = [a, b].map((marks) => (marks.seen === refused ? noMarks : marks));
  const { seen, readAt } = valid.reduce((one, other) =>
    isFurther(other.seen, one.seen) ? other : one,
  );
  const sent = findFurther(a.sent, b.sent);
  const written = findFurther(a.written, b.written);
  return {
    seen,
    readAt,
    sent,
    ...(written !== '' && { written }),
    ...(refused !== '' && { refused }),
  };
}

/** The message up to which nothing is unread: the furthest that was seen or written. */
export function readUpTo({ seen, written }: ReadMarks): string {
  return findFurther(seen, written);
}

function findFurther(a = '', b = ''): string {
  return isFurther(b, a) ? b : a;
}
