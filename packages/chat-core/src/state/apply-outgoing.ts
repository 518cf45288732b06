import type { Message } from '../model/entities.ts';
import type { ChatEvent, OutgoingMessage } from '../session/chat-event.ts';
import { leaveToPaging, takeAside } from './apply-messages.ts';
import { storeView } from './place-views.ts';
import { dropRow, setRow, type ThreadDraft } from './thread-draft.ts';
import { clientKey, idsOfClient, viewOf } from './thread-index.ts';

type EventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;

/** A message of this user is on its way. One that is known already, by its row or by its echo, stays as it is. */
export function applyOutgoingAdded(
  draft: ThreadDraft,
  outgoing: OutgoingMessage,
  ownId: string,
): void {
  const { thread } = draft;
  const { clientMessageId, ordinal, kind, content, senderDisplayName } = outgoing;
  const row: Message = {
    rowKey: clientMessageId,
    threadId: outgoing.threadId,
    clientMessageId,
    kind,
    content,
    senderId: ownId,
    ...(senderDisplayName !== undefined && { senderDisplayName }),
    metadata: outgoing.metadata,
    createdAt: Math.max(outgoing.createdAt, newestTime(draft)),
    sendState: 'queued',
  };
  if (thread.rows.has(clientMessageId) || idsOfClient(thread, clientKey(row)).length > 0) return;
  thread.index.unsent.set(clientMessageId, ordinal);
  setRow(draft, row);
}

/** A slow local clock must not show an own message as older than the ones above it. */
function newestTime({ thread }: ThreadDraft): number {
  const last = thread.rows.get(thread.messageKeys.at(-1) ?? '');
  return Math.max(thread.lastMessageAt ?? 0, last?.createdAt ?? 0);
}

/** Sending has come further. Once the service has the message, nothing that comes later can unsend it. */
export function applyOutgoingChanged(draft: ThreadDraft, event: EventOf<'outgoing-changed'>): void {
  const row = unsentRow(draft, event.clientMessageId);
  if (row === undefined) return;
  const { failure: _failure, waitsFor: _waitsFor, retryAt: _retryAt, ...rest } = row;
  const { sendState, id, failure, waitsFor, retryAt } = event;
  if (sendState === 'sent' && id !== undefined) {
    const known = viewOf(draft.thread, id) ?? takeAside(draft.thread, id);
    const { clientMessageId } = event;
    storeView(draft, known ? { ...known, clientMessageId } : { ...rest, id, sendState });
    leaveToPaging(draft, id);
    return;
  }
  setRow(draft, {
    ...rest,
    sendState,
    ...(failure !== undefined && { failure }),
    ...(waitsFor !== undefined && { waitsFor }),
    ...(retryAt !== undefined && { retryAt }),
  });
}

/** The user has changed a message that is not sent yet. */
export function applyOutgoingEdited(draft: ThreadDraft, event: EventOf<'outgoing-edited'>): void {
  const row = unsentRow(draft, event.clientMessageId);
  if (row === undefined) return;
  setRow(draft, { ...row, content: event.content, metadata: event.metadata });
}

/** The user has taken a message back that is not sent yet. */
export function applyOutgoingRemoved(draft: ThreadDraft, clientMessageId: string): void {
  if (unsentRow(draft, clientMessageId) === undefined) return;
  draft.thread.index.unsent.delete(clientMessageId);
  dropRow(draft, clientMessageId);
}

function unsentRow({ thread }: ThreadDraft, clientMessageId: string): Message | undefined {
  return thread.index.unsent.has(clientMessageId) ? thread.rows.get(clientMessageId) : undefined;
}
