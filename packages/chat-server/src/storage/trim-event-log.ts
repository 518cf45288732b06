import type { EventLogEnds } from './rows.ts';

/**
 * Whether the log is to be cut to its newest `keep` positions. Only when it is a tenth longer: to cut at every event
 * would cost each event as much as storing it.
 */
export function isTrimDue({ trimmedOffset, lastOffset }: EventLogEnds, keep: number): boolean {
  return lastOffset - trimmedOffset > keep * 1.1;
}
