/** What the pipeline must know about one REST call. */
export interface RestOperation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The only status that means success: the service's contract is strict about it. */
  readonly successStatus: number;
  /** Whether a success carries JSON. */
  readonly hasAnswer: boolean;
  /** Whether the call may be made again when its fate is unknown. */
  readonly isRepeatable: boolean;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** Name of a REST call. It is the name of the method that makes it, and the `operation` of its errors. */
export type RestOperationName =
  | 'createChatThread'
  | 'listChatThreads'
  | 'deleteChatThread'
  | 'getProperties'
  | 'updateTopic'
  | 'updateProperties'
  | 'sendMessage'
  | 'getMessage'
  | 'listMessages'
  | 'updateMessage'
  | 'deleteMessage'
  | 'listParticipants'
  | 'addParticipants'
  | 'removeParticipant'
  | 'sendTypingNotification'
  | 'sendReadReceipt'
  | 'listReadReceipts'
  | 'startRealtimeNotifications';

const read: RestOperation = {
  method: 'GET',
  successStatus: 200,
  hasAnswer: true,
  isRepeatable: true,
  timeoutMs: 15_000,
};
const list: RestOperation = { ...read, timeoutMs: 20_000 };
const change: RestOperation = {
  ...read,
  method: 'PATCH',
  successStatus: 204,
  hasAnswer: false,
};
const remove: RestOperation = { ...change, method: 'DELETE' };
const create: RestOperation = { ...read, method: 'POST', successStatus: 201 };
const notify: RestOperation = { ...read, method: 'POST', hasAnswer: false };

/**
 * Every REST call of the client. All but one may be repeated: reads have no effect, changes have the same effect twice, and creating
 * a thread carries a `repeatability-request-id`. `sendMessage` has nothing of that kind in Azure's API, so a repeated one could show
 * the message twice.
 */
export const restOperations: Readonly<Record<RestOperationName, RestOperation>> = {
  createChatThread: create,
  listChatThreads: list,
  deleteChatThread: remove,
  getProperties: read,
  updateTopic: change,
  updateProperties: change,
  sendMessage: { ...create, isRepeatable: false },
  getMessage: read,
  listMessages: list,
  updateMessage: change,
  deleteMessage: remove,
  listParticipants: list,
  addParticipants: create,
  removeParticipant: { ...change, method: 'POST' },
  sendTypingNotification: notify,
  sendReadReceipt: notify,
  listReadReceipts: list,
  startRealtimeNotifications: read,
};
