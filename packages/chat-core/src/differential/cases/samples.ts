import type { CommunicationIdentifier } from '@azure/communication-common';

import type { WireRecord } from '../../wire-value.ts';
import type { Answer } from '../differential-case.ts';

/** Raw id of the person whom most cases talk about. */
export const adaId: string = '8:acs:3f0c-77_ada';
/** The same person as an argument. */
export const ada: CommunicationIdentifier = { communicationUserId: adaId };
/** The same person as the service writes her. */
export const wireAda: WireRecord = { rawId: adaId, communicationUser: { id: adaId } };
/** How the service prints a time, with seven digits of a second. */
export const wireTime: string = '2026-01-01T10:00:00.1230000Z';

/** A message with all that the service may say of it. */
export const wireMessage: WireRecord = {
  id: '1767261600123',
  type: 'text',
  sequenceId: '7',
  version: '1767261600999',
  content: {
    message: 'The loom is free',
    attachments: [
      {
        id: 'img-1',
        attachmentType: 'image',
        name: 'loom.png',
        url: 'https://contoso.communication.azure.com/chat/threads/t/images/img-1/views/original',
        previewUrl:
          'https://contoso.communication.azure.com/chat/threads/t/images/img-1/views/small',
      },
    ],
  },
  senderDisplayName: 'Ada',
  createdOn: wireTime,
  senderCommunicationIdentifier: wireAda,
  editedOn: '2026-01-01T10:05:00Z',
  metadata: { room: '7' },
};

/** A message of the service about the thread. */
export const wireSystemMessage: WireRecord = {
  id: '1767261600001',
  type: 'participantAdded',
  sequenceId: '1',
  version: '1767261600001',
  content: {
    participants: [
      {
        communicationIdentifier: wireAda,
        displayName: 'Ada',
        shareHistoryTime: '1970-01-01T00:00:00Z',
      },
    ],
    initiatorCommunicationIdentifier: wireAda,
  },
  createdOn: wireTime,
};

/** A thread as it is created and read. */
export const wireThread: WireRecord = {
  id: '19:looms-1843@thread.v2',
  topic: 'Looms',
  createdOn: wireTime,
  createdByCommunicationIdentifier: wireAda,
  metadata: { mill: 'Ancoats' },
  retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
};

/** A thread as it is listed. */
export const wireThreadItem: WireRecord = {
  id: '19:looms-1843@thread.v2',
  topic: 'Looms',
  lastMessageReceivedOn: wireTime,
};

/** A participant as they are listed. */
export const wireParticipant: WireRecord = {
  communicationIdentifier: wireAda,
  displayName: 'Ada',
  shareHistoryTime: wireTime,
  metadata: { role: 'engineer' },
};

/** A read receipt as they are listed. */
export const wireReceipt: WireRecord = {
  senderCommunicationIdentifier: wireAda,
  chatMessageId: '1767261600123',
  readOn: wireTime,
};

/** An answer with a JSON body. */
export function answerWith(status: number, json: unknown): Answer {
  return { status, json };
}

/** An error answer in the service's form. */
export function refuse(status: number, code: string, headers: Record<string, string> = {}): Answer {
  const error = { code, message: `${code}: that is how it is.` };
  return { status, json: { error }, headers };
}

/** A page of a list, with the link to the next one. */
export function page(rows: readonly unknown[], nextLink?: string): Answer {
  return { status: 200, json: { value: rows, ...(nextLink === undefined ? {} : { nextLink }) } };
}

/** Reads a list to its end. */
export async function readAll<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}
