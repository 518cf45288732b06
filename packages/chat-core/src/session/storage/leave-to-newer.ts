import { createMemoryTables, type MemoryTables } from './memory-database.ts';
import type { OutboxRecord } from './session-database.ts';

/**
 * What a tab goes on with when one of a newer version has taken over the database. Drafts stay. A message that is on its way is the other
 * tab's to send: here it is looked for, and not sent again unless the user says so. What else is under way is left to the other tab.
 */
export function leaveToNewer({ outbox, drafts, marks }: MemoryTables, now: number): MemoryTables {
  const entries = [...outbox].map(([key, record]) => [key, sentElsewhere(record, now)] as const);
  return { ...createMemoryTables(), outbox: new Map(entries), drafts, marks };
}

function sentElsewhere(record: OutboxRecord, now: number): OutboxRecord {
  const { state, attempts } = record;
  if (state !== 'queued' && state !== 'sending' && state !== 'checking') return record;
  return {
    ...record,
    ...(state === 'queued' && { state: 'sending', stateSince: now }),
    attempts: attempts + 1,
    mustBeFound: true,
    // So long ago that this tab gives it up once it is not found.
    firstAttemptAt: 0,
    lastAttemptAt: now,
  };
}
