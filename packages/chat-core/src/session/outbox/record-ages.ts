import type { Clock } from '../../platform/clock.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { OutboxRecord } from '../storage/session-database.ts';

const dates = ['firstAttemptAt', 'lastAttemptAt', 'stateSince'] as const;

/** What is dated in a record. */
export type RecordDate = (typeof dates)[number];

/**
 * How long ago things happened that are stored with the time of day. What was stored before this page saw it is as old as the time of
 * day says, and at least 0; from then on it ages by a clock that nobody sets.
 */
export interface RecordAges {
  /** Sees a record: its dates count from now on. */
  note(record: OutboxRecord): void;
  /** The age of a date in ms; 0 where the record has none. */
  of(record: OutboxRecord, date: RecordDate): number;
  /** Nobody asks for the message any more. */
  forget(clientMessageId: string): void;
}

type Seen = Partial<Record<RecordDate, { readonly date: number; readonly startedAt: number }>>;

export function createRecordAges(clock: Clock): RecordAges {
  const seen = new Map<string, Seen>();

  function note(record: OutboxRecord): Seen {
    const known = seen.get(record.clientMessageId) ?? {};
    seen.set(record.clientMessageId, known);
    for (const name of dates) {
      const date = record[name];
      if (date === undefined || known[name]?.date === date) continue;
      known[name] = { date, startedAt: readElapsed(clock) - Math.max(0, clock.now() - date) };
    }
    return known;
  }

  return {
    note,
    of(record, date) {
      if (record[date] === undefined) return 0;
      const now = readElapsed(clock);
      return Math.max(0, now - (note(record)[date]?.startedAt ?? now));
    },
    forget: (clientMessageId) => void seen.delete(clientMessageId),
  };
}
