import type { ChatClient } from '../chat-client.ts';
import { compareIds } from '../model/compare-ids.ts';
import { getIdentifierRawId } from '../model/identifiers.ts';
import type { ChatMessage, ChatParticipant } from '../models.ts';
import type { ExportedMessage, ExportedPerson, ExportedThread } from './exported-thread.ts';

/** How an export is read. */
export interface ReadThreadOptions {
  /** Gives it up: nothing more is read, and the promise rejects. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each page with how many messages were read so far. */
  readonly onProgress?: ((messages: number) => void) | undefined;
  /** The present time, local ms. Default: the clock of the device. */
  readonly now?: (() => number) | undefined;
}

/** Reads all that the user may see of a thread, page by page. */
export async function readThread(
  client: ChatClient,
  threadId: string,
  { signal, onProgress, now = Date.now }: ReadThreadOptions,
): Promise<ExportedThread> {
  const thread = client.getChatThreadClient(threadId);
  const options = signal === undefined ? {} : { abortSignal: signal };
  const { topic, createdOn } = await thread.getProperties(options);
  const participants: ExportedPerson[] = [];
  for await (const person of thread.listParticipants(options)) participants.push(toPerson(person));
  const messages: ExportedMessage[] = [];
  for await (const page of thread.listMessages({ ...options, maxPageSize: 200 }).byPage()) {
    for (const message of page) messages.push(toMessage(message));
    onProgress?.(messages.length);
  }
  return {
    format: 'confab-thread-export',
    version: 1,
    exportedAt: new Date(now()).toISOString(),
    thread: { id: threadId, topic, createdOn: createdOn.toISOString() },
    participants,
    messages: inOrder(messages),
  };
}

/** A message that comes while the pages are read moves the others to further pages: each is there once, in the order of the service. */
function inOrder(messages: readonly ExportedMessage[]): readonly ExportedMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return [...byId.values()].toSorted(
    (a, b) =>
      compareIds(a.sequenceId ?? '', b.sequenceId ?? '') ||
      compareIds(a.id, b.id) ||
      (a.id < b.id ? -1 : 1),
  );
}

function toPerson({ id, displayName }: ChatParticipant): ExportedPerson {
  return { id: getIdentifierRawId(id), ...(displayName !== undefined && { displayName }) };
}

function toMessage(message: ChatMessage): ExportedMessage {
  const { id, type, sequenceId, version, sender, senderDisplayName, content, metadata } = message;
  const { createdOn, editedOn, deletedOn } = message;
  const isWritten = content?.message !== undefined && deletedOn === undefined;
  return {
    id,
    type,
    ...(sequenceId !== undefined && { sequenceId }),
    ...(version !== undefined && { version }),
    createdOn: createdOn.toISOString(),
    ...(editedOn !== undefined && { editedOn: editedOn.toISOString() }),
    ...(deletedOn !== undefined && { deletedOn: deletedOn.toISOString() }),
    ...(sender !== undefined && {
      sender: {
        id: getIdentifierRawId(sender),
        ...(senderDisplayName !== undefined && { displayName: senderDisplayName }),
      },
    }),
    ...(isWritten && { content: content.message }),
    ...(content?.topic !== undefined && { topic: content.topic }),
    ...(content?.participants !== undefined && {
      participants: content.participants.map(toPerson),
    }),
    ...(content?.initiator !== undefined && { initiator: getIdentifierRawId(content.initiator) }),
    ...(metadata !== undefined && { metadata }),
    ...(content?.attachments !== undefined && {
      attachments: content.attachments.map(({ id: attachmentId, name, url }) => ({
        id: attachmentId,
        ...(name !== undefined && { name }),
        ...(url !== undefined && { url }),
      })),
    }),
  };
}
