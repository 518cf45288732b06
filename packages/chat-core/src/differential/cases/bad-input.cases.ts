import type {
  ChatParticipant,
  CreateChatThreadOptions,
  ListMessagesOptions,
  SendMessageOptions,
  SendMessageRequest,
  UpdateMessageOptions,
} from '@azure/communication-chat';

import type { DifferentialCase } from '../differential-case.ts';
import { ada, answerWith, page, readAll } from './samples.ts';

const sent = answerWith(201, { id: '1' });
const added = answerWith(201, {});
const changed = { status: 204, text: '' };

// What plain JavaScript can pass, although the types forbid it.
const asRequest = (value: unknown): SendMessageRequest => value as SendMessageRequest;
const asSendOptions = (value: unknown): SendMessageOptions => value as SendMessageOptions;
const asUpdate = (value: unknown): UpdateMessageOptions => value as UpdateMessageOptions;
const asParticipants = (value: unknown): ChatParticipant[] => value as ChatParticipant[];
const asListOptions = (value: unknown): ListMessagesOptions => value as ListMessagesOptions;
const asCreateOptions = (value: unknown): CreateChatThreadOptions =>
  value as CreateChatThreadOptions;

function refusing(tried: Omit<DifferentialCase, 'difference'>): DifferentialCase {
  const { operation } = tried;
  return {
    ...tried,
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: { name: 'RestError', code: 'invalid-argument', operation },
      },
    },
  };
}

/** What an app without types may pass. */
export const badInputCases: readonly DifferentialCase[] = [
  {
    name: 'an update to content of null says null',
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => thread.updateMessage('1', asUpdate({ content: null, metadata: null })),
  },
  {
    name: 'options of a message that are null say null',
    operation: 'sendMessage',
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage(
        { content: 'x' },
        asSendOptions({ senderDisplayName: null, metadata: null, type: null }),
      ),
  },
  {
    name: 'options of a thread that are null say null',
    operation: 'createChatThread',
    answers: [added],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'x' },
        asCreateOptions({ metadata: null, retentionPolicy: null, idempotencyToken: null }),
      ),
  },
  {
    name: 'options of a list that are null are left out',
    operation: 'listMessages',
    answers: [page([])],
    run: ({ thread }) =>
      readAll(thread.listMessages(asListOptions({ maxPageSize: null, startTime: null }))),
  },
  {
    name: 'a time may be text',
    operation: 'listMessages',
    answers: [page([])],
    run: ({ thread }) =>
      readAll(thread.listMessages(asListOptions({ startTime: '2026-01-01T12:00:00+02:00' }))),
  },
  {
    name: 'the time from which a participant sees the history may be text',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) =>
      thread.addParticipants({
        participants: asParticipants([{ id: ada, shareHistoryTime: '2026-01-01T12:00:00+02:00' }]),
      }),
  },
  refusing({
    name: 'content that is a number is refused',
    operation: 'sendMessage',
    answers: [sent],
    run: ({ thread }) => thread.sendMessage(asRequest({ content: 7 })),
  }),
  refusing({
    name: 'a time that is none is refused',
    operation: 'listMessages',
    answers: [page([])],
    run: ({ thread }) => readAll(thread.listMessages({ startTime: new Date(Number.NaN) })),
  }),
  refusing({
    name: 'a time of history that is none is refused',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) =>
      thread.addParticipants({
        participants: [{ id: ada, shareHistoryTime: new Date(Number.NaN) }],
      }),
  }),
  refusing({
    name: 'participants that are no list are refused',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) => thread.addParticipants({ participants: asParticipants('ada') }),
  }),
  refusing({
    name: 'a participant without an id is refused',
    operation: 'addParticipants',
    answers: [added],
    run: ({ thread }) =>
      thread.addParticipants({ participants: asParticipants([{ displayName: 'Ada' }]) }),
  }),
  refusing({
    name: 'a participant of null is refused',
    operation: 'createChatThread',
    answers: [added],
    run: ({ chat }) =>
      chat.createChatThread({ topic: 'x' }, { participants: asParticipants([null]) }),
  }),
  refusing({
    name: 'a header that cannot be sent is refused',
    operation: 'sendMessage',
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage(
        { content: 'x' },
        { requestOptions: { customHeaders: { 'x-trace': 'two\nlines' } } },
      ),
  }),
  refusing({
    name: 'a request of nothing is refused',
    operation: 'sendMessage',
    answers: [sent],
    run: ({ thread }) => thread.sendMessage(asRequest(undefined)),
  }),
];
