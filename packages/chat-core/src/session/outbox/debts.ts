import type { ChangeRecord, OutboxRecord } from '../storage/session-database.ts';
import type { Changes, ChangeRequest } from './changes.ts';
import { owes, withoutDebt } from './outgoing-states.ts';
import type { SharedRows } from './shared-table.ts';

/** Turns what the user has asked for while a message was on its way into an edit or a deletion, once its id is known. */
export interface Debts {
  /** What the message owes shows at once in every tab, until the tab that sends has stored it. */
  note(record: OutboxRecord | undefined): void;
  /** This tab sends: it stores what is to be told to the service. Does nothing when the message owes nothing, or is seen to already. */
  pay(record: OutboxRecord | undefined): Promise<void>;
}

/** What it needs. */
export interface DebtPorts {
  readonly table: SharedRows<OutboxRecord>;
  readonly changes: Changes;
  reportError(error: unknown): void;
}

export function createDebts({ table, changes, reportError }: DebtPorts): Debts {
  const shown = new Map<string, ChangeRecord>();
  const paying = new Set<string>();
  const leaving = new Set<ChangeRecord>();

  function show(record: OutboxRecord): ChangeRecord {
    const key = record.clientMessageId;
    const before = shown.get(key);
    if (before !== undefined && isFor(before, record)) return before;
    const change = changes.show(requestFor(record));
    shown.set(key, change);
    if (before !== undefined) dropUnstored(before);
    return change;
  }

  /** What the service is told is what is stored, which another tab may have changed. */
  async function settle(record: OutboxRecord): Promise<void> {
    const key = record.clientMessageId;
    let stored = await table.change(key, (current) => current);
    while (stored !== undefined && owes(stored)) {
      const change = show(stored);
      await changes.store(change);
      stored = await table.change(key, (current) =>
        current !== undefined && owes(current) && isFor(change, current)
          ? withoutDebt(current)
          : current,
      );
    }
  }

  /** The message owes nothing any more: the tab that sends has stored a change of its own. */
  async function letGo(key: string, change: ChangeRecord): Promise<void> {
    if (leaving.has(change)) return;
    leaving.add(change);
    if (!changes.table.isStored(change.changeId)) {
      await changes.table.refresh();
      const all = changes.changesOf(change.threadId, change.messageId);
      if (all.some(({ changeId }) => changes.table.isStored(changeId))) dropUnstored(change);
      else await changes.letGo(change);
    }
    leaving.delete(change);
    // One that could not be let go of is shown on, and looked at again when the table is read again.
    if (changes.table.isStored(change.changeId) && shown.get(key) === change) shown.delete(key);
  }

  function dropUnstored({ changeId }: ChangeRecord): void {
    if (!changes.table.isStored(changeId)) changes.table.forget(changeId);
  }

  return {
    note(record) {
      if (record !== undefined && owes(record)) show(record);
      for (const [key, change] of shown) {
        const current = table.rows.get(key);
        if (current === undefined || !owes(current)) void letGo(key, change);
      }
    },
    async pay(record) {
      if (record === undefined || !owes(record) || paying.has(record.clientMessageId)) return;
      paying.add(record.clientMessageId);
      await settle(record).catch(reportError);
      paying.delete(record.clientMessageId);
    },
  };
}

function requestFor(record: OutboxRecord): ChangeRequest {
  const { threadId, id = '', isTakenBack, content, metadata } = record;
  const edit = isTakenBack === true ? undefined : { content, metadata };
  // It was asked for before the message was known to be sent, so before all that was asked for since.
  return { threadId, messageId: id, edit, ordinal: 0 };
}

function isFor(change: ChangeRecord, { isTakenBack, content }: OutboxRecord): boolean {
  return isTakenBack === true
    ? change.kind === 'delete'
    : change.kind === 'edit' && change.content === content;
}
