import type { ChangeRecord, OutboxRecord } from '../storage/session-database.ts';
import type { Changes, ChangeRequest } from './changes.ts';
import { owes, withoutDebt } from './outgoing-states.ts';
import type { SharedRows } from './shared-table.ts';

/** Turns what the user has asked for while a message was on its way into an edit or a deletion, once its id is known. */
export interface Debts {
  /** Does nothing when the message owes nothing, or is seen to already. */
  pay(record: OutboxRecord | undefined): Promise<void>;
}

/** What it needs. */
export interface DebtPorts {
  readonly table: SharedRows<OutboxRecord>;
  readonly changes: Changes;
  reportError(error: unknown): void;
}

export function createDebts({ table, changes, reportError }: DebtPorts): Debts {
  const paying = new Set<string>();

  /** It shows at once. What the service is told is what is stored, which another tab may have changed. */
  async function settle(record: OutboxRecord): Promise<void> {
    const key = record.clientMessageId;
    let change = changes.show(requestFor(record));
    try {
      let stored = await table.change(key, (current) => current);
      while (stored !== undefined && owes(stored)) {
        if (!isFor(change, stored)) {
          dropUnstored(change);
          change = changes.show(requestFor(stored));
        }
        await changes.store(change);
        stored = await table.change(key, (current) =>
          current !== undefined && owes(current) && isFor(change, current)
            ? withoutDebt(current)
            : current,
        );
      }
    } catch (error) {
      reportError(error);
    }
    dropUnstored(change);
  }

  function dropUnstored({ changeId }: ChangeRecord): void {
    if (!changes.table.isStored(changeId)) changes.table.forget(changeId);
  }

  return {
    async pay(record) {
      if (record === undefined || !owes(record) || paying.has(record.clientMessageId)) return;
      paying.add(record.clientMessageId);
      await settle(record);
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
