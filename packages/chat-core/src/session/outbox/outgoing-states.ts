import type { OutboxRecord } from '../storage/session-database.ts';

/** How far a message of this user has come. */
export type OutgoingState = OutboxRecord['state'];

/**
 * Where a message can go from each state.
 * `queued`, `failed` and `cancelled` say that the service has nothing of it as far as anybody can know; a message that waits for the network,
 * for a rate limit or for a sign-in is `queued`. `sending` and `checking` say that it may be stored: the one while that is new, the other
 * when it has taken a while.
 */
export const allowedTransitions: Readonly<Record<OutgoingState, readonly OutgoingState[]>> = {
  queued: ['sending', 'sent', 'failed', 'cancelled'],
  sending: ['checking', 'queued', 'sent', 'failed', 'cancelled'],
  checking: ['queued', 'sent', 'failed', 'cancelled'],
  failed: ['queued', 'sent', 'cancelled'],
  sent: [],
  cancelled: [],
};

/**
 * The record in another state, without its old failure.
 * @throws Error when {@link allowedTransitions} has no such way.
 */
export function moveTo(
  record: OutboxRecord,
  state: OutgoingState,
  now: number,
  more: Partial<OutboxRecord> = {},
): OutboxRecord {
  if (!allowedTransitions[record.state].includes(state))
    throw new Error(`A message that is ${record.state} cannot become ${state}.`);
  const { failure: _past, ...rest } = record;
  return { ...rest, ...more, state, stateSince: now };
}

/** Whether the message is still to be sent or looked for. */
export function isOnTheWay(record: OutboxRecord | undefined): record is OutboxRecord {
  return record !== undefined && (record.state === 'queued' || mayBeStored(record));
}

/** Whether an attempt has left of which nobody knows what has become. */
export function mayBeStored({ state }: OutboxRecord): boolean {
  return state === 'sending' || state === 'checking';
}

/** Whether nothing will be done with the message any more. */
export function isFinished({ state }: OutboxRecord): boolean {
  return state === 'sent' || state === 'cancelled';
}

/** Whether the user has taken the message back. */
export function wasTakenBack(record: OutboxRecord): boolean {
  return record.isTakenBack === true || record.state === 'cancelled';
}

/** The order in which messages are sent and shown. */
export function compareOutgoing(a: OutboxRecord, b: OutboxRecord): number {
  return a.ordinal - b.ordinal || (a.clientMessageId < b.clientMessageId ? -1 : 1);
}

/**
 * Nothing is stored of the message: what its attempts said does not matter any more. Unless one may linger: every further attempt says
 * the same, so that two of them, should both be stored, are seen to be one.
 */
export function withoutAttempts(record: OutboxRecord): OutboxRecord {
  const { dispatchedContent: _said, ...rest } = record;
  return { ...(record.mayLinger === true ? record : rest), mustBeFound: false };
}

/** Whether a change of the text would make the next attempt differ from one that may be stored. */
export function hasSaidMore(record: OutboxRecord): boolean {
  return mayBeStored(record) || record.mayLinger === true;
}

/** What the user has asked for since the message left, and what the service has to be told now that its id is known. */
export function owes({ id, isTakenBack, dispatchedContent }: OutboxRecord): boolean {
  return id !== undefined && (isTakenBack === true || dispatchedContent !== undefined);
}

/** The service was told. */
export function withoutDebt(record: OutboxRecord): OutboxRecord {
  const { isTakenBack, dispatchedContent: _said, ...rest } = record;
  return isTakenBack === true ? { ...rest, isDeleted: true } : rest;
}
