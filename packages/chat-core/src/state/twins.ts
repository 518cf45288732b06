import type { ServerView } from './merge-message.ts';
import { compareIdTexts } from './compare-text.ts';

/** A repeated request is stored within so long of the first one, ms. */
const maxApartMs = 900_000;
/** More messages with one client message id than any client makes are not compared with each other. */
export const maxTwins = 32;

/**
 * Finds out which messages of one sender with one client message id are the same message, stored more than once. Each group stands for
 * one row, and the first of them is shown, also when it is deleted; within a group and among groups the lowest id comes first. It depends on the messages only, not on the order in which they
 * came.
 */
export function groupTwins(messages: readonly ServerView[]): readonly (readonly ServerView[])[] {
  const sorted = messages.toSorted((a, b) => compareIdTexts(a.id, b.id));
  if (sorted.length > maxTwins) return sorted.map((message) => [message]);
  const groups: ServerView[][] = [];
  for (const message of sorted) {
    const group = groups.find(([first]) => first !== undefined && isTwin(first, message));
    if (group === undefined) groups.push([message]);
    else group.push(message);
  }
  return groups;
}

function isTwin(first: ServerView, other: ServerView): boolean {
  const isTouched = [first, other].some(
    ({ editedAt, deletedAt }) => editedAt !== undefined || deletedAt !== undefined,
  );
  return (
    Math.abs(first.createdAt - other.createdAt) <= maxApartMs &&
    (isTouched || first.content === other.content)
  );
}
