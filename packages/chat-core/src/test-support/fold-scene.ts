import type { ChatEvent, OutgoingMessage, ServerMessage } from '../session/chat-event.ts';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';

export const me = '8:acs:me';
export const grace = '8:acs:grace';
export const threadId = '19:t@thread.v2';

/** Grace's message with this sequence number. Its id is 1,000 more, and so are its version and its time. */
export function message(number: number, fields: Partial<ServerMessage> = {}): ServerMessage {
  return {
    id: String(1_000 + number),
    threadId,
    kind: 'text',
    content: `Message ${number}`,
    senderId: grace,
    createdAt: 1_000 + number,
    sequenceId: String(number),
    version: String(1_000 + number),
    ...fields,
  };
}

/** The message as an event without a sequence number brings it. */
export function unnumbered(one: ServerMessage): ServerMessage {
  const { sequenceId: _number, ...rest } = one;
  return rest;
}

export function edited(one: ServerMessage, version: number, content = 'Edited'): ServerMessage {
  return { ...one, version: String(version), editedAt: version, content };
}

export function deleted(one: ServerMessage, version: number): ServerMessage {
  return { ...one, version: String(version), deletedAt: version, content: '' };
}

export function arrived(one: ServerMessage): ChatEvent {
  return { type: 'message-upserted', threadId, message: one };
}

/** Somebody has asked for the message alone. */
export function fetched(one: ServerMessage): ChatEvent {
  return { type: 'message-fetched', threadId, message: one };
}

/** A page of messages, the newest first; by default the newest ones, joined, with more above them. */
export function listed(
  messages: readonly ServerMessage[],
  rest: Partial<Extract<ChatEvent, { type: 'messages-listed' }>> = {},
): ChatEvent {
  const page = { position: 'newest', joined: true, olderCursor: 'older' } as const;
  return { type: 'messages-listed', threadId, messages, ...page, ...rest };
}

/** A message of this user on its way. Its text is its client message id. */
export function outgoing(
  clientMessageId: string,
  ordinal: number,
  fields: Partial<OutgoingMessage> = {},
): ChatEvent {
  const metadata = { 'confab.clientMessageId': clientMessageId };
  const content = clientMessageId;
  return {
    type: 'outgoing-added',
    outgoing: {
      clientMessageId,
      threadId,
      kind: 'text',
      content,
      metadata,
      ordinal,
      createdAt: 5,
      ...fields,
    },
  };
}

export function sent(clientMessageId: string, id: string): ChatEvent {
  return { type: 'outgoing-changed', threadId, clientMessageId, sendState: 'sent', id };
}

export function fold(...batches: readonly (readonly ChatEvent[])[]): ChatState {
  return batches.reduce((state, batch) => applyBatch(state, batch), createChatState(me));
}

export function threadOf(state: ChatState): ThreadState {
  const thread = state.threads.get(threadId);
  if (thread === undefined) throw new Error('The fold has no such thread.');
  return thread;
}

/** The texts on screen, top to bottom. */
export function shown(state: ChatState): (string | undefined)[] {
  return threadOf(state).messageKeys.map((key) => threadOf(state).rows.get(key)?.content);
}
