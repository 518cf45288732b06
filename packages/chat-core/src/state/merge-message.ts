import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import type { ServerMessage } from '../session/chat-event.ts';
import { compareIdTexts, compareText } from './compare-text.ts';

/** What the service says about a message, as the fold keeps it. */
export type ServerView = Message & { readonly id: string };

type View = ServerMessage | ServerView;

/**
 * Joins what the fold has of a message with another view of the service. The higher version wins as a whole, with everything that an
 * edit may change; a tombstone wins over every version, for good. What never changes in a message's life is taken from either view.
 * Commutative, associative and idempotent, so duplicates, reordering and replays of events change nothing.
 * Returns `current` itself when `incoming` brings nothing new.
 */
export function mergeMessage(current: ServerView, incoming: ServerMessage): ServerView {
  const incomingWins = isUnread(current) || compareViews(incoming, current) > 0;
  const sequenceId = join(current.sequenceId, incoming.sequenceId, compareIdTexts);
  const senderId = join(current.senderId, incoming.senderId);
  const senderDisplayName = join(current.senderDisplayName, incoming.senderDisplayName);
  const clientMessageId = join(current.clientMessageId, incoming.clientMessageId);
  // The service's time replaces this device's.
  const createdAt = isUnread(current)
    ? incoming.createdAt
    : Math.min(current.createdAt, incoming.createdAt);
  const learnsNothing =
    !incomingWins &&
    sequenceId === current.sequenceId &&
    senderId === current.senderId &&
    senderDisplayName === current.senderDisplayName &&
    clientMessageId === current.clientMessageId &&
    createdAt === current.createdAt;
  if (learnsNothing) return current;
  const merged: { -readonly [Field in keyof ServerView]: ServerView[Field] } = incomingWins
    ? toView(incoming, current.rowKey)
    : { ...current };
  merged.createdAt = createdAt;
  if (sequenceId !== undefined) merged.sequenceId = sequenceId;
  if (senderId !== undefined) merged.senderId = senderId;
  if (senderDisplayName !== undefined) merged.senderDisplayName = senderDisplayName;
  if (clientMessageId !== undefined) merged.clientMessageId = clientMessageId;
  return merged;
}

/** What the fold keeps of a view of the service. */
export function toView(message: ServerMessage, rowKey: string): ServerView {
  // Fields before a spread are far cheaper than fields after it, and every message comes along here.
  return { rowKey, sendState: 'sent', version: '', ...message };
}

/** Whether no view of the service has been seen yet: the message is known by the answer to sending it only. */
export function isUnread(message: Message): boolean {
  return message.version === undefined;
}

/** Of values that contradict each other the greatest holds, in whatever order they come. */
function join(
  a: string | undefined,
  b: string | undefined,
  compare: (a: string, b: string) => number = compareText,
): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compare(b, a) > 0 ? b : a;
}

/** A total order of views: tombstone, version, edited, then the rest, so that equal versions are decided alike everywhere. */
function compareViews(a: View, b: View): number {
  return (
    Number(a.deletedAt !== undefined) - Number(b.deletedAt !== undefined) ||
    compareIds(a.version ?? '', b.version ?? '') ||
    compareTimes(a.editedAt, b.editedAt) ||
    compareTimes(a.deletedAt, b.deletedAt) ||
    // An event may lack what a list says.
    sizeOf(a.metadata) - sizeOf(b.metadata) ||
    compareText(a.content, b.content) ||
    compareText(fingerprint(a), fingerprint(b))
  );
}

function compareTimes(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  return b === undefined ? 1 : a - b;
}

function sizeOf(metadata: View['metadata']): number {
  return metadata === undefined ? -1 : Object.keys(metadata).length;
}

function fingerprint(view: View): string {
  return JSON.stringify([
    view.kind,
    view.topic,
    view.initiatorId,
    view.participants?.map(({ userId, displayName }) => [userId, displayName]),
    Object.entries(view.metadata ?? {}).toSorted(([a], [b]) => compareText(a, b)),
    view.version ?? '',
  ]);
}
