import type { ChatState, ThreadState } from '../../../packages/chat-core/src/state/chat-state.ts';

/** Compares each state of a session with the one before it. */
export interface SessionRecord {
  /** Looks at the state after a batch; hands on what breaks a promise, in words of what a user would have seen. */
  check(state: ChatState): void;
}

/** What was seen of one thread. */
interface SeenThread {
  /** Keys of the sent rows, top to bottom. */
  sentKeys: readonly string[];
  /** Row key by client message id. */
  readonly keyOf: Map<string, string>;
}

/**
 * The promises that hold after every batch: no message has two rows, what was sent never becomes unsent, a message keeps its row key, and
 * sent rows never change places.
 */
export function createSessionRecord(report: (violation: string) => void): SessionRecord {
  const seen = new Map<string, SeenThread>();
  return {
    check({ threads, userId }) {
      for (const [id, thread] of threads) {
        const before = seen.get(id) ?? { sentKeys: [], keyOf: new Map() };
        seen.set(id, before);
        checkOneRowEach(thread, report);
        checkKeys(thread, userId, before.keyOf, report);
        before.sentKeys = checkSentRows(thread, before.sentKeys, report);
      }
    },
  };
}

function checkOneRowEach(thread: ThreadState, report: (violation: string) => void): void {
  const names = new Set<string>();
  for (const key of thread.messageKeys) {
    const row = thread.rows.get(key);
    if (row === undefined) report(`The row ${key} is in the order, and it does not exist.`);
    if (row?.clientMessageId === undefined) continue;
    const name = `${row.senderId} ${row.clientMessageId}`;
    if (names.has(name)) report(`The message "${row.content}" is shown twice.`);
    names.add(name);
  }
}

function checkKeys(
  thread: ThreadState,
  userId: string,
  keyOf: Map<string, string>,
  report: (violation: string) => void,
): void {
  for (const key of thread.messageKeys) {
    const row = thread.rows.get(key);
    if (row?.clientMessageId === undefined || row.senderId !== userId) continue;
    const known = keyOf.get(row.clientMessageId) ?? key;
    if (known !== key) report(`The row of "${row.content}" has changed its key.`);
    keyOf.set(row.clientMessageId, key);
  }
}

/** Returns the keys of the rows that are sent now. */
function checkSentRows(
  thread: ThreadState,
  before: readonly string[],
  report: (violation: string) => void,
): readonly string[] {
  for (const key of before) {
    const row = thread.rows.get(key);
    if (row !== undefined && row.sendState !== 'sent')
      report(`"${row.content}" was sent and is ${row.sendState} now.`);
  }
  const sentKeys = thread.messageKeys.filter((key) => thread.rows.get(key)?.sendState === 'sent');
  const remaining = new Set(sentKeys);
  const kept = before.filter((key) => remaining.has(key));
  const old = new Set(kept);
  const moved = sentKeys.filter((key) => old.has(key)).some((key, index) => key !== kept[index]);
  if (moved) report('Sent rows have changed places.');
  return sentKeys;
}
