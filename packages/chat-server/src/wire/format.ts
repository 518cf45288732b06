import type { ChatBehaviours } from '../behaviours.ts';
import type {
  ContentParticipant,
  MessageContent,
  MessageRow,
  MessageType,
  ParticipantRow,
  ReceiptRow,
  ThreadRow,
} from '../storage/rows.ts';
import { readHtml } from './html-content.ts';

/** A person as the protocol writes him: his raw id, and the same id under the name of its kind. */
export interface WireIdentifier {
  readonly rawId: string;
  readonly communicationUser: { readonly id: string };
}

/** A participant in answers and events. */
export interface WireParticipant {
  readonly communicationIdentifier: WireIdentifier;
  readonly displayName?: string;
  readonly shareHistoryTime?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** RFC 3339 in UTC with seven digits after the second, as Azure prints it. */
export function formatDate(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}

/** A user's identifier object. */
export function formatIdentifier(userId: string): WireIdentifier {
  return { rawId: userId, communicationUser: { id: userId } };
}

/** A participant; what is not known is left out. */
export function formatParticipant(
  row: ContentParticipant & Partial<Pick<ParticipantRow, 'metadata'>>,
): WireParticipant {
  return {
    communicationIdentifier: formatIdentifier(row.userId),
    ...(row.displayName !== null && { displayName: row.displayName }),
    ...(row.shareHistoryTime !== null && { shareHistoryTime: formatDate(row.shareHistoryTime) }),
    ...(hasEntries(row.metadata) && { metadata: row.metadata }),
  };
}

/** A thread's properties, the answer to a read or create. */
export function formatThread(row: ThreadRow): object {
  return {
    id: row.threadId,
    topic: row.topic,
    createdOn: formatDate(row.createdAt),
    createdByCommunicationIdentifier: formatIdentifier(row.createdBy),
    ...(hasEntries(row.metadata) && { metadata: row.metadata }),
    retentionPolicy: row.retentionPolicy,
  };
}

/** A thread as a row of the thread list. */
export function formatThreadItem(row: ThreadRow): object {
  return {
    id: row.threadId,
    topic: row.topic,
    lastMessageReceivedOn: formatDate(row.lastMessageAt),
  };
}

/** A message in answers. A deleted one has no content and no metadata. */
export function formatMessage(row: MessageRow, behaviours: ChatBehaviours): object {
  return formatMessageAt(row, formatSequence(row.sequence, behaviours));
}

/** A message in the kit's events, where a behaviour decides whether it says its position. */
export function formatMessageOfEvent(row: MessageRow, behaviours: ChatBehaviours): object {
  return behaviours.eventSequenceIds ? formatMessage(row, behaviours) : formatMessageAt(row);
}

function formatMessageAt(row: MessageRow, sequenceId?: string): object {
  return {
    id: String(row.messageId),
    type: row.type,
    ...(sequenceId !== undefined && { sequenceId }),
    version: String(row.version),
    ...(row.content !== null && { content: formatContent(row.type, row.content) }),
    ...(row.senderDisplayName !== null && { senderDisplayName: row.senderDisplayName }),
    createdOn: formatDate(row.messageId),
    ...(row.senderId !== null && { senderCommunicationIdentifier: formatIdentifier(row.senderId) }),
    ...(row.deletedAt !== null && { deletedOn: formatDate(row.deletedAt) }),
    ...(row.editedAt !== null && { editedOn: formatDate(row.editedAt) }),
    ...(hasEntries(row.metadata) && { metadata: row.metadata }),
  };
}

/** A read receipt as a row of the receipt list. */
export function formatReceipt(row: ReceiptRow): object {
  return {
    senderCommunicationIdentifier: formatIdentifier(row.userId),
    chatMessageId: String(row.messageId),
    readOn: formatDate(row.readAt),
  };
}

function formatContent(type: MessageType, content: MessageContent): object {
  return {
    ...(content.message !== undefined && {
      message: type === 'html' ? readHtml(content) : content.message,
    }),
    ...(content.topic !== undefined && { topic: content.topic }),
    ...(content.participants !== undefined && {
      participants: content.participants.map((person) => formatParticipant(person)),
    }),
    ...(content.initiator !== undefined && {
      initiatorCommunicationIdentifier: formatIdentifier(content.initiator),
    }),
  };
}

/** With holes, the numbers still rise: each leaves room for the scatter of the one before it. */
function formatSequence(sequence: number, { sequenceIds }: ChatBehaviours): string {
  if (sequenceIds === 'dense') return String(sequence);
  const scatter = (Math.imul(sequence, 0x9e3779b1) >>> 0) % 4;
  return String(sequence * 4 + scatter);
}

function hasEntries(record: Readonly<Record<string, string>> | undefined): boolean {
  return record !== undefined && Object.keys(record).length > 0;
}
