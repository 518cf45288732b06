import type { DifferentialCase, DrivenMethod } from '../differential-case.ts';
import {
  answerWith,
  page,
  readAll,
  refuse,
  wireAda,
  wireMessage,
  wireParticipant,
  wireReceipt,
  wireSystemMessage,
  wireThreadItem,
  wireTime,
} from './samples.ts';

const startTime = new Date(0);

function listing(
  operation: DrivenMethod,
  name: string,
  rows: readonly unknown[],
  run: DifferentialCase['run'],
): DifferentialCase {
  return { name, operation, answers: [page(rows)], run };
}

/** One page of each list: its query and its rows. */
export const listsCases: readonly DifferentialCase[] = [
  listing('listChatThreads', 'threads are listed', [wireThreadItem], ({ chat }) =>
    readAll(chat.listChatThreads()),
  ),
  listing('listChatThreads', 'threads are listed in pages of a size', [], ({ chat }) =>
    readAll(chat.listChatThreads({ maxPageSize: 2 })),
  ),
  listing('listChatThreads', 'threads are listed from a time on', [], ({ chat }) =>
    readAll(chat.listChatThreads({ startTime })),
  ),
  listing(
    'listChatThreads',
    'threads are listed with both, in the order of Azure',
    [],
    ({ chat }) => readAll(chat.listChatThreads({ startTime, maxPageSize: 2 })),
  ),
  listing(
    'listChatThreads',
    'a deleted thread, one without messages and one with unknown fields are listed',
    [
      { id: 'a', topic: '', deletedOn: wireTime },
      { ...wireThreadItem, unread: 3, draft: { text: 'x' } },
    ],
    ({ chat }) => readAll(chat.listChatThreads()),
  ),
  listing('listMessages', 'messages are listed', [wireMessage, wireSystemMessage], ({ thread }) =>
    readAll(thread.listMessages()),
  ),
  listing('listMessages', 'messages are listed with size and time', [], ({ thread }) =>
    readAll(thread.listMessages({ maxPageSize: 200, startTime: new Date(1_767_261_600_123) })),
  ),
  listing('listMessages', 'a page size of nothing is sent', [], ({ thread }) =>
    readAll(thread.listMessages({ maxPageSize: 0 })),
  ),
  listing('listParticipants', 'participants are listed', [wireParticipant], ({ thread }) =>
    readAll(thread.listParticipants()),
  ),
  listing('listParticipants', 'some participants are passed over', [], ({ thread }) =>
    readAll(thread.listParticipants({ skip: 3, maxPageSize: 5 })),
  ),
  listing('listParticipants', 'no participants are passed over', [], ({ thread }) =>
    readAll(thread.listParticipants({ skip: 0 })),
  ),
  listing(
    'listParticipants',
    'participants of every kind and with unknown fields are listed',
    [
      { communicationIdentifier: wireAda },
      { ...wireParticipant, online: true, metadata: {} },
      { communicationIdentifier: { rawId: '4:+1', phoneNumber: { value: '+1' } } },
      {
        communicationIdentifier: {
          rawId: '28:orgid:a',
          microsoftTeamsApp: { appId: 'a', cloud: 'public' },
        },
      },
      { communicationIdentifier: { rawId: '99:x' }, displayName: '' },
    ],
    ({ thread }) => readAll(thread.listParticipants()),
  ),
  listing('listReadReceipts', 'read receipts are listed', [wireReceipt], ({ thread }) =>
    readAll(thread.listReadReceipts()),
  ),
  listing('listReadReceipts', 'some read receipts are passed over', [], ({ thread }) =>
    readAll(thread.listReadReceipts({ maxPageSize: 100, skip: 7 })),
  ),
  listing(
    'listReadReceipts',
    'unknown fields of a read receipt are passed on',
    [{ ...wireReceipt, device: { kind: 'phone' } }],
    ({ thread }) => readAll(thread.listReadReceipts()),
  ),
  ...(
    [
      ['listMessages', { ...wireMessage, createdOn: 'yesterday' }, wireMessage],
      ['listParticipants', { displayName: 'nobody' }, wireParticipant],
      ['listReadReceipts', { ...wireReceipt, senderCommunicationIdentifier: {} }, wireReceipt],
    ] as const
  ).map(([operation, broken, whole]): DifferentialCase => ({
    name: `${operation} leaves out a row that is not in the protocol`,
    operation,
    answers: [page([broken, whole])],
    run: async ({ thread }) => (await readAll<unknown>(thread[operation]())).length,
    difference: {
      id: 'broken-rows-are-left-out',
      intended: { requestCount: 1, value: 1 },
    },
  })),
  ...(['listMessages', 'listParticipants', 'listReadReceipts'] as const).map(
    (operation): DifferentialCase => ({
      name: `${operation} is repeated after a server error`,
      operation,
      answers: [refuse(500, 'Internal'), page([])],
      run: ({ thread }) => readAll<unknown>(thread[operation]()),
    }),
  ),
  ...(['listMessages', 'listParticipants', 'listReadReceipts'] as const).map(
    (operation): DifferentialCase => ({
      name: `${operation} that is forbidden is an error`,
      operation,
      answers: [refuse(403, 'Forbidden')],
      run: ({ thread }) => readAll<unknown>(thread[operation]()),
    }),
  ),
  {
    name: 'a list that is answered with 201 is an error',
    operation: 'listMessages',
    answers: [answerWith(201, { value: [] })],
    run: ({ thread }) => readAll(thread.listMessages()),
  },
  {
    name: 'a list is not asked for before it is read',
    operation: 'listMessages',
    answers: [page([])],
    run: async ({ thread }) => {
      thread.listMessages();
      thread.listMessages().byPage();
    },
  },
];
