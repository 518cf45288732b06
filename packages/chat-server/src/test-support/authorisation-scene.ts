import { SignJWT } from 'jose';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import type { Operation, OperationName } from '../rest/operations.ts';
import { callIdentity, revokeTokensOf } from './call-identity.ts';
import { createManualTime } from './manual-time.ts';
import { setScene } from './scene.ts';
import type { ScenePerson } from './scene.ts';
import { signRequest } from './sign-request.ts';

/** Everybody who may try an operation on a message of `author` in a thread. */
export const callers = [
  'anonymous',
  'expired',
  'revoked',
  'other key',
  'non-participant',
  'participant',
  'removed',
  'author',
  'other author',
  'scope chat.join',
  'scope chat.join.limited',
  'scope voip',
  'access key',
] as const;

/** One of {@link callers}. Those with a scope are the author with a token of that scope. */
export type Caller = (typeof callers)[number];

/** A thread with a message, and everybody who could have something to do with it. */
export interface AuthorisationScene {
  readonly service: ChatService;
  readonly threadId: string;
  /** The status and body that this caller gets for a request of this operation that is right in all other ways. */
  call(
    operation: Operation,
    caller: Caller,
    threadId?: string,
  ): Promise<{ status: number; body: string }>;
}

const endpoint = 'http://localhost';
const fileHead = { 'content-type': 'text/plain', 'x-confab-file-name': 'hi.txt' };
const accessKey = btoa('k'.repeat(64));
const otherKey = btoa('o'.repeat(64));
const signingSecret = btoa('s'.repeat(64));

/** Sets the scene anew; every call is made at the same time. */
export async function setAuthorisationScene(): Promise<AuthorisationScene> {
  const time = createManualTime();
  const service = await createChatService({ clock: time.clock, accessKey, signingSecret });
  const early = await setScene(service);
  time.advance(24 * 60 * 60 * 1000 + 60_000);
  const expiredToken = early.ada.token;
  // The same people with tokens that are still good.
  const scene = { ada: await early.addPerson('ada'), grace: await early.addPerson('grace') };
  const [linus, alan, mallory] = [
    await early.addPerson('linus'),
    await early.addPerson('alan'),
    await early.addPerson('mallory'),
  ];
  const thread = `/chat/threads/${early.threadId}`;
  const identify = ({ userId }: ScenePerson) => ({ communicationIdentifier: { rawId: userId } });
  await scene.ada.call('POST', `${thread}/participants/:add`, {
    participants: [identify(linus), identify(alan)],
  });
  const sent = await scene.ada.call('POST', `${thread}/messages`, { content: 'Hi' });
  await scene.grace.call('POST', `${thread}/messages`, { content: 'Hello' });
  const attached = await scene.ada.call('POST', `${thread}/attachments`, 'Hi', fileHead);
  await scene.ada.call('POST', `${thread}/participants/:remove`, { rawId: alan.userId });
  const messageId = sent.body.id;

  const now = time.clock.now();
  const sign = (method: string, url: string, body: string, key = accessKey) =>
    signRequest(method, url, body, key, now);
  const issue = async (scopes: readonly string[]): Promise<string> => {
    const path = `/identities/${scene.ada.userId}/:issueAccessToken`;
    return (await (await callIdentity(service, now, path, { scopes })).json()).token;
  };
  const revokedToken = scene.ada.token;
  await revokeTokensOf(service, now, scene.ada.userId);
  const tokens: Partial<Record<Caller, string>> = {
    expired: expiredToken,
    revoked: revokedToken,
    'other key': await forge(scene.ada.token),
    'non-participant': mallory.token,
    participant: linus.token,
    removed: alan.token,
    author: await issue(['chat']),
    'other author': scene.grace.token,
    'scope chat.join': await issue(['chat.join']),
    'scope chat.join.limited': await issue(['chat.join.limited']),
    'scope voip': await issue(['voip', 'voip.join']),
  };
  const bodies: Partial<Record<OperationName, object>> = {
    createChatThread: { topic: 'T' },
    updateChatThreadProperties: { topic: 'T' },
    sendMessage: { content: 'Hi' },
    updateMessage: { content: 'Hi again' },
    addParticipants: { participants: [identify(mallory)] },
    removeParticipant: { rawId: linus.userId },
    sendTypingNotification: {},
    sendReadReceipt: { chatMessageId: messageId },
    getToken: { scopes: ['chat'] },
  };

  return {
    service,
    threadId: early.threadId,
    call: async ({ name, method, path, authorisation }, caller, threadId = early.threadId) => {
      const version = authorisation.by === 'access-key' ? '2023-10-01' : '2025-03-15';
      const filled = path
        .replace('{threadId}', threadId)
        .replace('{messageId}', messageId)
        .replace('{attachmentId}', attached.body.id)
        .replace('{userId}', linus.userId);
      const url = `${endpoint}${filled}?api-version=${version}`;
      const isUpload = name === 'uploadAttachment';
      const json = bodies[name] === undefined ? '' : JSON.stringify(bodies[name]);
      const body = isUpload ? 'Hi' : json;
      const isSigned = caller === 'access key' || authorisation.by === 'access-key';
      const key = caller === 'other key' ? otherKey : accessKey;
      const signed = isSigned ? sign(method, url, body, key) : {};
      const token = tokens[caller];
      // A token is tried on the identity endpoints too, except by those who sign there with a wrong key or date.
      const isBearer = token !== undefined && !(isSigned && caller === 'other key');
      const response = await service.fetch(url, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(isUpload && fileHead),
          ...(caller !== 'anonymous' && signed),
          ...(isBearer && { authorization: `Bearer ${token}` }),
        },
        ...(body !== '' && { body }),
      });
      return { status: response.status, body: await response.text() };
    },
  };
}

/** The same token, signed by somebody who does not have the service's secret. */
async function forge(token: string): Promise<string> {
  const payload = JSON.parse(atob(token.split('.')[1] ?? ''));
  return await new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode('o'.repeat(64)));
}
