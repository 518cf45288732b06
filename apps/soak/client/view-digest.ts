import { createHash } from 'node:crypto';

/** How many of a thread's newest messages are compared. */
export const comparedRows = 200;

/** What a view says of one message of the service: the same text for everybody who sees the same. */
export function describeRow(row: {
  readonly id: string;
  readonly content: string;
  readonly isDeleted: boolean;
}): string {
  return row.isDeleted ? `${row.id} (deleted)` : `${row.id} ${row.content}`;
}

/** One short text for the newest rows of a thread, oldest first, to be compared with others'. */
export function digestRows(rows: readonly string[]): string {
  return createHash('sha256').update(rows.slice(-comparedRows).join('\n')).digest('base64');
}
