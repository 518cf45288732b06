import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import type { ChatEvent, OutgoingMessage, ServerMessage } from '../session/chat-event.ts';
import { mergeMessage } from './merge-message.ts';
import { currentKeys, placeRow, removeRow, type ThreadDraft } from './thread-draft.ts';

type EventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;

/** A message from the service, wherever it came from: list, event or single read. */
export function applyServerMessage(
  draft: ThreadDraft,
  incoming: ServerMessage,
  ownId: string,
): void {
  const { rows, rowKeyById } = draft.tables;
  const rowKey = rowKeyById.get(incoming.id) ?? ownRowKey(draft, incoming, ownId) ?? incoming.id;
  const current = rows.get(rowKey);
  if (current === undefined) {
    placeRow(draft, { ...incoming, rowKey, sendState: 'sent' }, null);
  } else {
    const merged = mergeMessage(current, incoming);
    if (merged !== current) placeRow(draft, merged, null);
  }
}

/**
 * The row of this user's own unacknowledged message, when `incoming` is its echo. Only an echo of the user's own may bind: a
 * client message id from anybody else means nothing.
 */
function ownRowKey(draft: ThreadDraft, incoming: ServerMessage, ownId: string): string | undefined {
  const { clientMessageId } = incoming;
  if (clientMessageId === undefined || incoming.senderId !== ownId) return undefined;
  const row = draft.tables.rows.get(clientMessageId);
  return row?.clientMessageId === clientMessageId && row.id === undefined
    ? clientMessageId
    : undefined;
}

export function applyMessagesListed(
  draft: ThreadDraft,
  event: EventOf<'messages-listed'>,
  ownId: string,
): void {
  if (!event.joined) dropRowsAbove(draft, event.messages);
  for (const message of event.messages.toSorted(bySequence))
    applyServerMessage(draft, message, ownId);
  const isFirstPage =
    draft.tables.olderCursor === undefined && draft.patch.olderCursor === undefined;
  draft.patch.isLoaded = true;
  // A newest page that joins known rows says nothing about where the older ones go on.
  if (event.position === 'older' || isFirstPage || !event.joined) {
    draft.patch.olderCursor = event.olderCursor;
  }
}

/**
 * Two ranges that do not meet are never shown as one: the older one is read again when the reader goes there. Rows below stay:
 * they came by events while the list was on its way.
 */
function dropRowsAbove(draft: ThreadDraft, listed: readonly ServerMessage[]): void {
  const [oldest] = listed.toSorted(bySequence);
  if (oldest === undefined) return;
  for (const key of [...currentKeys(draft)]) {
    const row = draft.tables.rows.get(key);
    if (row?.id !== undefined && isAbove({ ...row, id: row.id }, oldest)) removeRow(draft, key);
  }
}

type Placed = Pick<ServerMessage, 'id' | 'sequenceId'>;

function isAbove(message: Placed, other: Placed): boolean {
  const isNumbered = message.sequenceId !== undefined && other.sequenceId !== undefined;
  return isNumbered
    ? compareIds(message.sequenceId ?? '', other.sequenceId ?? '') < 0
    : compareIds(message.id, other.id) < 0;
}

/**
 * Whether a message that an event brings has no place among the rows yet: it stands above the loaded range, where more is
 * missing. Paging brings it, as it is then.
 */
export function isOutOfReach(draft: ThreadDraft, incoming: ServerMessage, ownId: string): boolean {
  const { rows, rowKeyById, olderCursor } = draft.tables;
  if (rowKeyById.has(incoming.id) || ownRowKey(draft, incoming, ownId) !== undefined) return false;
  const cursor = draft.patch.olderCursor === undefined ? olderCursor : draft.patch.olderCursor;
  const top = rows.get(currentKeys(draft)[0] ?? '');
  return (
    typeof cursor === 'string' && top?.id !== undefined && isAbove(incoming, { ...top, id: top.id })
  );
}

function bySequence(a: ServerMessage, b: ServerMessage): number {
  return compareIds(a.sequenceId ?? a.id, b.sequenceId ?? b.id);
}

export function applyOutgoingAdded(
  draft: ThreadDraft,
  outgoing: OutgoingMessage,
  ownId: string,
): void {
  const { clientMessageId, ordinal, kind, content, senderDisplayName } = outgoing;
  if (draft.tables.rows.has(clientMessageId)) return;
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
  placeRow(draft, row, ordinal);
}

/** A slow local clock must not show an own message as older than the one above it. */
function newestTime(draft: ThreadDraft): number {
  const newest = currentKeys(draft).at(-1);
  return (newest !== undefined && draft.tables.rows.get(newest)?.createdAt) || 0;
}

export function applyOutgoingChanged(draft: ThreadDraft, event: EventOf<'outgoing-changed'>): void {
  const row = draft.tables.rows.get(event.clientMessageId);
  // Once the service has the message, nothing that comes later can unsend it.
  if (row === undefined || row.sendState === 'sent') return;
  if (event.sendState === 'sent' && event.id !== undefined) {
    bindToId(draft, row, event.id);
    return;
  }
  const { failure: _previous, ...rest } = row;
  placeRow(
    draft,
    {
      ...rest,
      sendState: event.sendState,
      ...(event.failure !== undefined && { failure: event.failure }),
    },
    draft.tables.order.get(row.rowKey)?.ordinal ?? null,
  );
}

function bindToId(draft: ThreadDraft, row: Message, id: string): void {
  const twinKey = draft.tables.rowKeyById.get(id);
  const twin = twinKey === undefined ? undefined : draft.tables.rows.get(twinKey);
  if (twinKey !== undefined) removeRow(draft, twinKey);
  const { failure: _failure, ...rest } = row;
  const bound: Message = { ...rest, id, sendState: 'sent' };
  placeRow(
    draft,
    twin?.id === undefined ? bound : mergeMessage(bound, { ...twin, id: twin.id }),
    null,
  );
}
