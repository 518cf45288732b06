import {
  decodeAddParticipantsResult,
  decodeCreateThreadResult,
  decodeMessage,
  decodeParticipant,
  decodeReadReceipt,
  decodeSendResult,
  decodeThreadItem,
  decodeThreadProperties,
  type Decode,
} from '../decode.ts';
import type {
  AddChatParticipantsResult,
  ChatMessage,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadItem,
  ChatThreadProperties,
  CreateChatThreadResult,
  SendChatMessageResult,
} from '../models.ts';

/** What each REST call answers, a list one row of it. */
export interface RestAnswers {
  readonly createChatThread: CreateChatThreadResult;
  readonly listChatThreads: ChatThreadItem;
  readonly deleteChatThread: void;
  readonly getProperties: ChatThreadProperties;
  readonly updateTopic: void;
  readonly updateProperties: void;
  readonly sendMessage: SendChatMessageResult;
  readonly getMessage: ChatMessage;
  readonly listMessages: ChatMessage;
  readonly updateMessage: void;
  readonly deleteMessage: void;
  readonly listParticipants: ChatParticipant;
  readonly addParticipants: AddChatParticipantsResult;
  readonly removeParticipant: void;
  readonly sendTypingNotification: void;
  readonly sendReadReceipt: void;
  readonly listReadReceipts: ChatMessageReadReceipt;
  readonly startRealtimeNotifications: unknown;
}

/** Name of a REST call. It is the name of the method that makes it, and the `operation` of its errors. */
export type RestOperationName = keyof RestAnswers;

/** What the pipeline must know about one REST call. */
export interface RestOperation<Answer> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The only status that means success: the service's contract is strict about it. */
  readonly successStatus: number;
  /** Reads the JSON of a success, or of one row of a list. {@link decodeNothing} when a success carries none. */
  readonly decode: Decode<Answer>;
  /** Whether the call may be made again when its fate is unknown. */
  readonly isRepeatable: boolean;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs: number;
  /** For the one call that has its own. Default: the client's. */
  readonly apiVersion?: string;
}

/** For calls whose answer is their status: the body is not looked at. */
export const decodeNothing: Decode<void> = () => {};

function read<Answer>(decode: Decode<Answer>): RestOperation<Answer> {
  return { method: 'GET', successStatus: 200, decode, isRepeatable: true, timeoutMs: 15_000 };
}

function list<Row>(decode: Decode<Row>): RestOperation<Row> {
  return { ...read(decode), timeoutMs: 20_000 };
}

function create<Answer>(decode: Decode<Answer>): RestOperation<Answer> {
  return { ...read(decode), method: 'POST', successStatus: 201 };
}

const change: RestOperation<void> = {
  ...read(decodeNothing),
  method: 'PATCH',
  successStatus: 204,
};
const remove: RestOperation<void> = { ...change, method: 'DELETE' };
const notify: RestOperation<void> = { ...read(decodeNothing), method: 'POST' };

/**
 * Every REST call of the client. All but one may be repeated: reads have no effect, changes have the same effect twice, and creating
 * a thread carries a `repeatability-request-id`. `sendMessage` has nothing of that kind in Azure's API, so a repeated one could show
 * the message twice.
 */
export const restOperations: {
  readonly [Name in RestOperationName]: RestOperation<RestAnswers[Name]>;
} = {
  createChatThread: create(decodeCreateThreadResult),
  listChatThreads: list(decodeThreadItem),
  deleteChatThread: remove,
  getProperties: read(decodeThreadProperties),
  updateTopic: change,
  updateProperties: change,
  sendMessage: { ...create(decodeSendResult), isRepeatable: false },
  getMessage: read(decodeMessage),
  listMessages: list(decodeMessage),
  updateMessage: change,
  deleteMessage: remove,
  listParticipants: list(decodeParticipant),
  addParticipants: create(decodeAddParticipantsResult),
  removeParticipant: { ...change, method: 'POST' },
  sendTypingNotification: notify,
  sendReadReceipt: notify,
  listReadReceipts: list(decodeReadReceipt),
  startRealtimeNotifications: { ...read((answer) => answer), apiVersion: '2024-09-01' },
};
