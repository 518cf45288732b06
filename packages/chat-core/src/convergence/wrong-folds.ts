import { metadataKeys } from '../model/metadata-keys.ts';
import type { ChatEvent, ServerMessage } from '../session/chat-event.ts';
import { applyBatch } from '../state/apply-batch.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';
import type { Engine } from './engine.ts';

type CreateFold = Engine['createFold'];

/** What an event says of messages. */
function messagesOf(event: ChatEvent): readonly ServerMessage[] {
  if (event.type === 'messages-listed') return event.messages;
  return event.type === 'message-upserted' ? [event.message] : [];
}

function mapMessages(event: ChatEvent, map: (message: ServerMessage) => ServerMessage): ChatEvent {
  if (event.type === 'messages-listed') return { ...event, messages: event.messages.map(map) };
  return event.type === 'message-upserted' ? { ...event, message: map(event.message) } : event;
}

function withoutClientId(message: ServerMessage): ServerMessage {
  const { clientMessageId: _id, metadata = {}, ...rest } = message;
  const { [metadataKeys.clientMessageId]: _mark, ...others } = metadata;
  return { ...rest, metadata: others };
}

/** The tables of a state belong to the fold, and a wrong fold is one, too. */
function open<Key, Value>(table: ReadonlyMap<Key, Value>): Map<Key, Value> {
  return table as Map<Key, Value>;
}

function threadOf(state: ChatState, event: ChatEvent): ThreadState | undefined {
  return 'threadId' in event ? state.threads.get(event.threadId) : undefined;
}

/** The text that comes last is shown, however old it is. */
export const foldWithoutVersions: CreateFold = () => (before, batch) => {
  const state = applyBatch(before, batch);
  for (const event of batch) {
    for (const { id, content, version, deletedAt } of messagesOf(event)) {
      const thread = threadOf(state, event);
      const row = [...(thread?.rows.values() ?? [])].find((one) => one.id === id);
      const isSettled = row?.deletedAt === undefined && row?.pendingChange === undefined;
      if (thread === undefined || row === undefined || !isSettled || deletedAt !== undefined)
        continue;
      const next = { ...row, content, ...(version !== undefined && { version }) };
      open(thread.rows).set(row.rowKey, next);
    }
  }
  return state;
};

/** The receipt that comes last is shown, however old it is. */
export const foldOfLastReceipts: CreateFold = () => (before, batch) => {
  const state = applyBatch(before, batch);
  for (const event of batch) {
    if (event.type !== 'receipt-received') continue;
    const thread = threadOf(state, event);
    if (thread !== undefined) open(thread.receipts).set(event.receipt.userId, event.receipt);
  }
  return state;
};

/** An own message is known again only once the answer to its request has named it. */
export const foldOfAnswers: CreateFold = () => {
  const answered = new Set<string>();
  return (state, batch) => {
    const events = batch.map((event) => {
      if (event.type === 'outgoing-changed' && event.id !== undefined) answered.add(event.id);
      return mapMessages(event, (message) =>
        message.senderId === state.userId && !answered.has(message.id)
          ? withoutClientId(message)
          : message,
      );
    });
    return applyBatch(state, events);
  };
};

/** Doubles are shown beside each other. */
export const foldWithDoubles: CreateFold = () => {
  const firstOf = new Map<string, string>();
  return (state, batch) => {
    const events = batch.map((event) =>
      mapMessages(event, (message) => {
        const { clientMessageId, id } = message;
        if (clientMessageId === undefined) return message;
        const first = firstOf.get(clientMessageId) ?? id;
        firstOf.set(clientMessageId, first);
        return first === id ? message : withoutClientId(message);
      }),
    );
    return applyBatch(state, events);
  };
};
