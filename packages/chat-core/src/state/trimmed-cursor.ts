const prefix = 'before:';

/**
 * The cursor of a thread whose oldest rows were let go: it goes on before the message `oldestId`, the oldest one that is left. The
 * service does not know it; whoever reads the next page has to find the place.
 */
export function trimmedCursor(oldestId: string): string {
  return prefix + oldestId;
}

/** The message that a cursor of {@link trimmedCursor} goes on before; `undefined` for a cursor of the service. */
export function readTrimmedCursor(cursor: string): string | undefined {
  return cursor.startsWith(prefix) ? cursor.slice(prefix.length) : undefined;
}
