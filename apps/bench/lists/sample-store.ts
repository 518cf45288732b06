import type { Message } from '@confab/chat-core/model';

/** Raw id of the reader: whose messages are own ones. */
export const readerId = '8:acs:bench_0';

/** One order of rows, and how it differs from the one before. */
export interface SampleOrder {
  readonly keys: readonly string[];
  /** Present after an append: what a list may be told, so that it need not compare. */
  readonly change: SampleChange | null;
}

/** How an order grew. */
export interface SampleChange {
  readonly prepended: number;
  readonly appended: number;
  readonly from: readonly string[];
}

/** What a row shows. */
export interface SampleRow {
  readonly message: Message;
  readonly isRead: boolean;
}

/**
 * A thread as an app's store holds it: the order of the rows, and each row for itself. Every list is fed from it in the
 * same way: it subscribes to the order, and each of its rows to itself.
 */
export interface SampleStore {
  order(): SampleOrder;
  row(key: string): SampleRow | undefined;
  isTyping(): boolean;
  subscribeOrder(listener: () => void): () => void;
  subscribeRow(key: string, listener: () => void): () => void;
  subscribeTyping(listener: () => void): () => void;
  /** New messages arrive in one call. */
  append(count: number): void;
  /** The text of a message is changed; its length stays. */
  edit(key: string): void;
  /** A message is read by everybody, or again not. */
  toggleRead(key: string): void;
  toggleTyping(): void;
}

const words = 'The quick brown fox jumps over the lazy dog while the kettle boils. '.split(' ');
const firstTime = Date.UTC(2026, 2, 1, 8);
const minute = 60_000;

/** Creates a store with a thread of so many messages by four people, one or a few lines each. */
export function createSampleStore(count: number): SampleStore {
  const rows = new Map<string, SampleRow>();
  const rowListeners = new Map<string, Set<() => void>>();
  const orderListeners = new Set<() => void>();
  const typingListeners = new Set<() => void>();
  let isTyping = false;
  let next = 0;
  const add = (added: number): string[] =>
    Array.from({ length: added }, () => {
      const message = createMessage(next);
      next += 1;
      rows.set(message.rowKey, { message, isRead: false });
      return message.rowKey;
    });
  let order: SampleOrder = { keys: add(count), change: null };

  function replace(key: string, change: (row: SampleRow) => SampleRow): void {
    const row = rows.get(key);
    if (row === undefined) return;
    rows.set(key, change(row));
    for (const listener of rowListeners.get(key) ?? []) listener();
  }

  return {
    order: () => order,
    row: (key) => rows.get(key),
    isTyping: () => isTyping,
    subscribeOrder: (listener) => listen(orderListeners, listener),
    subscribeRow(key, listener) {
      const listeners = rowListeners.get(key) ?? new Set();
      rowListeners.set(key, listeners);
      return listen(listeners, listener);
    },
    subscribeTyping: (listener) => listen(typingListeners, listener),
    append(appended) {
      const from = order.keys;
      order = { keys: from.concat(add(appended)), change: { prepended: 0, appended, from } };
      for (const listener of orderListeners) listener();
    },
    edit: (key) =>
      replace(key, ({ message, isRead }) => ({
        message: { ...message, content: rotate(message.content), editedAt: message.createdAt },
        isRead,
      })),
    toggleRead: (key) => replace(key, ({ message, isRead }) => ({ message, isRead: !isRead })),
    toggleTyping() {
      isTyping = !isTyping;
      for (const listener of typingListeners) listener();
    },
  };
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts the last word of a text first. */
function rotate(text: string): string {
  const at = text.lastIndexOf(' ');
  return `${text.slice(at + 1)} ${text.slice(0, at)}`;
}

/** Runs of two messages by one person, a minute apart. */
function createMessage(number: number): Message {
  const sender = Math.floor(number / 2) % 4;
  const length = 5 + ((number * 7) % 30);
  const text = Array.from({ length }, (_, at) => words[(number + at) % words.length]);
  return {
    rowKey: `row-${number}`,
    threadId: '19:bench@thread.v2',
    id: String(firstTime + number * minute),
    kind: 'text',
    content: text.join(' '),
    senderId: `8:acs:bench_${sender}`,
    senderDisplayName: `Person ${sender}`,
    createdAt: firstTime + number * minute,
    sendState: 'sent',
  };
}
