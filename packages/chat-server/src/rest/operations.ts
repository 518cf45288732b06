import type { ChatScope } from '../auth/scopes.ts';

/**
 * What every route, scope check, rate limit and fault rule calls an operation: the name of the SDK's method. Azure knows
 * nothing of those on attachments.
 */
export type OperationName =
  | 'createChatThread'
  | 'listChatThreads'
  | 'getChatThreadProperties'
  | 'updateChatThreadProperties'
  | 'deleteChatThread'
  | 'sendMessage'
  | 'listMessages'
  | 'getMessage'
  | 'updateMessage'
  | 'deleteMessage'
  | 'listParticipants'
  | 'addParticipants'
  | 'removeParticipant'
  | 'sendTypingNotification'
  | 'sendReadReceipt'
  | 'listReadReceipts'
  | 'uploadAttachment'
  | 'downloadAttachment'
  | 'getRealtimeConfig'
  | 'createUser'
  | 'getToken'
  | 'revokeTokens'
  | 'deleteUser';

/** Names a budget of requests that one or more operations share; its figures are in the table of rate limits. */
export type RateLimitName =
  | 'createOrDeleteThread'
  | 'updateThread'
  | 'changeParticipants'
  | 'readThreads'
  | 'readMessage'
  | 'listMessages'
  | 'listReceipts'
  | 'listParticipants'
  | 'changeMessages'
  | 'sendReceipt'
  | 'sendTyping'
  | 'uploadAttachment'
  | 'downloadAttachment';

/** What an operation asks of its caller: a user token with at least this scope, or the service's access key. */
export type Authorisation =
  | { readonly by: 'user-token'; readonly scope: ChatScope }
  | { readonly by: 'access-key' };

/** One operation of the REST protocol. */
export interface Operation {
  readonly name: OperationName;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{name}` stands for one segment of any text; `:add` and the like are written as they are. */
  readonly path: string;
  readonly authorisation: Authorisation;
  /** `undefined`: not limited. */
  readonly rateLimit: RateLimitName | undefined;
  /** Whether it is this service's own: it is in no version of Azure's API, so none is asked for. */
  readonly isOwn: boolean;
}

type Method = Operation['method'];

const byKey: Authorisation = { by: 'access-key' };
const fully: Authorisation = { by: 'user-token', scope: 'chat' };
const joining: Authorisation = { by: 'user-token', scope: 'chat.join' };
const limited: Authorisation = { by: 'user-token', scope: 'chat.join.limited' };

const threads = '/chat/threads';
const thread = `${threads}/{threadId}`;
const messages = `${thread}/messages`;
const message = `${messages}/{messageId}`;
const participants = `${thread}/participants`;
const receipts = `${thread}/readReceipts`;
const attachments = `${thread}/attachments`;
const identities = '/identities';
const identity = `${identities}/{userId}`;

type Row = readonly [OperationName, Method, string, Authorisation, RateLimitName?];

const rows: readonly Row[] = [
  ['createChatThread', 'POST', threads, fully, 'createOrDeleteThread'],
  ['listChatThreads', 'GET', threads, limited, 'readThreads'],
  ['getChatThreadProperties', 'GET', thread, limited, 'readThreads'],
  ['updateChatThreadProperties', 'PATCH', thread, fully, 'updateThread'],
  ['deleteChatThread', 'DELETE', thread, fully, 'createOrDeleteThread'],
  ['sendMessage', 'POST', messages, limited, 'changeMessages'],
  ['listMessages', 'GET', messages, limited, 'listMessages'],
  ['getMessage', 'GET', message, limited, 'readMessage'],
  ['updateMessage', 'PATCH', message, limited, 'changeMessages'],
  ['deleteMessage', 'DELETE', message, limited, 'changeMessages'],
  ['listParticipants', 'GET', participants, limited, 'listParticipants'],
  ['addParticipants', 'POST', `${participants}/:add`, joining, 'changeParticipants'],
  ['removeParticipant', 'POST', `${participants}/:remove`, joining, 'changeParticipants'],
  ['sendTypingNotification', 'POST', `${thread}/typing`, limited, 'sendTyping'],
  ['sendReadReceipt', 'POST', receipts, limited, 'sendReceipt'],
  ['listReadReceipts', 'GET', receipts, limited, 'listReceipts'],
  ['uploadAttachment', 'POST', attachments, limited, 'uploadAttachment'],
  ['downloadAttachment', 'GET', `${attachments}/{attachmentId}`, limited, 'downloadAttachment'],
  ['getRealtimeConfig', 'GET', '/chat/config/realTimeNotifications', limited],
  ['createUser', 'POST', identities, byKey],
  ['getToken', 'POST', `${identity}/:issueAccessToken`, byKey],
  ['revokeTokens', 'POST', `${identity}/:revokeAccessTokens`, byKey],
  ['deleteUser', 'DELETE', identity, byKey],
];

const own: ReadonlySet<OperationName> = new Set(['uploadAttachment', 'downloadAttachment']);

/**
 * Every operation of the REST protocol, the chat ones and the identity ones. Routes are registered from it, and
 * scopes, rate limits and fault rules look operations up in it.
 */
export const operations: readonly Operation[] = rows.map(
  ([name, method, path, authorisation, rateLimit]) => ({
    name,
    method,
    path,
    authorisation,
    rateLimit,
    isOwn: own.has(name),
  }),
);

/** The operation of this name. */
export function operationOf(name: OperationName): Operation {
  const operation = operations.find((candidate) => candidate.name === name);
  // The test of this file holds every name against the table.
  if (operation === undefined) throw new Error(`The table of operations lacks ${name}.`);
  return operation;
}

/** The path of an operation with these ids in their places, percent-encoded. */
export function pathOf(name: OperationName, ids: Readonly<Record<string, string>>): string {
  return operationOf(name).path.replaceAll(/\{(\w+)\}/g, (_all, id: string) =>
    encodeURIComponent(ids[id] ?? ''),
  );
}

/**
 * The operation that a request asks for, or `undefined` when there is none. `pathname` is that of the URL: its
 * segments may be percent-encoded and its leading slash doubled.
 */
export function findOperation(method: string, pathname: string): Operation | undefined {
  const segments = pathname.replace(/^\/+/, '').split('/').map(decodeSegment);
  return operations.find((operation) => {
    if (operation.method !== method) return false;
    const pattern = operation.path.slice(1).split('/');
    return (
      pattern.length === segments.length &&
      pattern.every((part, index) =>
        part.startsWith('{') ? segments[index] !== '' : part === segments[index],
      )
    );
  });
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not percent-encoding: an odd id, which the route refuses in its own words.
    return segment;
  }
}
