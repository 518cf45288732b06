import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import type { ServerMessage } from '../session/chat-event.ts';

type Mergeable = ServerMessage | Message;

/**
 * Joins two views of one message. The later version wins as a whole; a tombstone wins over every version, for good.
 * Commutative, associative and idempotent, so duplicates, reordering and replays of events change nothing.
 * Returns `current` itself when `incoming` brings nothing new.
 */
export function mergeMessage(current: Message, incoming: ServerMessage): Message {
  const incomingWins = compareViews(incoming, current) > 0;
  const winner: Mergeable = incomingWins ? incoming : current;
  const other: Mergeable = incomingWins ? current : incoming;
  const sequenceId = winner.sequenceId ?? other.sequenceId;
  const senderId = winner.senderId ?? other.senderId;
  const senderDisplayName = winner.senderDisplayName ?? other.senderDisplayName;
  const learnsNothing =
    !incomingWins &&
    current.id !== undefined &&
    sequenceId === current.sequenceId &&
    senderId === current.senderId &&
    senderDisplayName === current.senderDisplayName &&
    current.sendState === 'sent';
  if (learnsNothing) return current;
  return {
    ...winner,
    id: incoming.id,
    rowKey: current.rowKey,
    ...(current.clientMessageId !== undefined && { clientMessageId: current.clientMessageId }),
    ...(sequenceId !== undefined && { sequenceId }),
    ...(senderId !== undefined && { senderId }),
    ...(senderDisplayName !== undefined && { senderDisplayName }),
    // The service's time replaces this device's, whichever view wins.
    createdAt: current.version === undefined ? incoming.createdAt : current.createdAt,
    sendState: 'sent',
  };
}

/** A total order of views: tombstone, version, edited, then content so that equal versions are decided alike everywhere. */
function compareViews(a: Mergeable, b: Mergeable): number {
  return (
    Number(a.deletedAt !== undefined) - Number(b.deletedAt !== undefined) ||
    compareIds(a.version ?? '', b.version ?? '') ||
    (a.editedAt ?? 0) - (b.editedAt ?? 0) ||
    (a.deletedAt ?? 0) - (b.deletedAt ?? 0) ||
    compareText(fingerprint(a), fingerprint(b))
  );
}

function fingerprint(view: Mergeable): string {
  return JSON.stringify([
    view.kind,
    view.content,
    view.topic,
    view.participants,
    Object.entries(view.metadata ?? {}).toSorted(([a], [b]) => compareText(a, b)),
  ]);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
