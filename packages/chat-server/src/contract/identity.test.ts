import { CommunicationIdentityClient } from '@azure/communication-identity';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveChatService } from '../node/serve-chat-service.ts';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';

const scene = setOfficialScene();
const minutesFromNow = (date: Date): number => Math.round((date.getTime() - Date.now()) / 60_000);

/** A socket of the kit's protocol that has been let in with this token. */
async function openSocket(token: string) {
  const { endpoint, certificate } = scene.served;
  const url = `${endpoint.replace('https', 'wss')}/realtime`;
  const reader = createSocketReader(new WebSocket(url, { ca: certificate }));
  await reader.send({ type: 'hello', protocol: 1, token });
  expect(await reader.next()).toMatchObject({ type: 'ready' });
  return reader;
}

test('a user is made, and tokens for him, with the scopes and the life that were asked for', async () => {
  const user = await scene.identity.createUser();
  expect(user.communicationUserId).toMatch(/^8:acs:[\da-f-]{36}_[\da-f-]{36}$/);
  const day = await scene.identity.getToken(user, ['chat']);
  expect(minutesFromNow(day.expiresOn)).toBe(24 * 60);
  const hour = await scene.identity.getToken(user, ['chat', 'voip'], { tokenExpiresInMinutes: 60 });
  expect(minutesFromNow(hour.expiresOn)).toBe(60);
  expect(await collect(scene.signIn(hour.token).listChatThreads())).toEqual([]);
});

test('a user and a token are made in one step', async () => {
  const { user, token, expiresOn } = await scene.identity.createUserAndToken(['chat.join'], {
    tokenExpiresInMinutes: 1440,
  });
  expect(user.communicationUserId).toMatch(/^8:acs:/);
  expect(minutesFromNow(expiresOn)).toBe(1440);
  expect(await collect(scene.signIn(token).listChatThreads())).toEqual([]);
});

test.each([59, 1441])('a token for %d minutes is refused', async (tokenExpiresInMinutes) => {
  await expect(
    scene.identity.createUserAndToken(['chat'], { tokenExpiresInMinutes }),
  ).rejects.toMatchObject({ name: 'RestError', statusCode: 400 });
});

test('revoking ends the tokens and sockets of the user, and only of him; a new token is good', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const [hers, other] = [await openSocket(ada.token), await openSocket(grace.token)];
  await scene.identity.revokeTokens(ada.id);
  await expect(collect(ada.chat.listChatThreads())).rejects.toMatchObject({ statusCode: 401 });
  expect(await hers.closed).toBe(4401);
  const { token } = await scene.identity.getToken(ada.id, ['chat']);
  expect(await collect(scene.signIn(token).listChatThreads())).toEqual([]);
  expect(await collect(grace.chat.listChatThreads())).toEqual([]);
  expect(other.waiting).toEqual([]);
  other.close();
});

test('deleting ends everything of the user, and what he wrote stays with the others', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(grace, ada);
  const { id } = await ada.chat.getChatThreadClient(threadId).sendMessage({ content: 'Bye' });
  const socket = await openSocket(ada.token);
  await scene.identity.deleteUser(ada.id);
  expect(await socket.closed).toBe(4401);
  await expect(collect(ada.chat.listChatThreads())).rejects.toMatchObject({ statusCode: 401 });
  await expect(scene.identity.getToken(ada.id, ['chat'])).rejects.toMatchObject({
    statusCode: 404,
  });
  expect(await grace.chat.getChatThreadClient(threadId).getMessage(id)).toMatchObject({
    content: { message: 'Bye' },
    sender: { communicationUserId: ada.userId },
  });
});

test('a wrong access key is refused', async () => {
  const { endpoint, certificate = '' } = scene.served;
  const stranger = new CommunicationIdentityClient(
    `endpoint=${endpoint}/;accesskey=${btoa('x'.repeat(64))}`,
    { tlsOptions: { ca: certificate } },
  );
  await expect(stranger.createUser()).rejects.toMatchObject({
    name: 'RestError',
    statusCode: 401,
    code: 'Unauthorized',
  });
});

test('an operation that the service does not have is refused as unknown', async () => {
  await expect(
    scene.identity.getTokenForTeamsUser({
      teamsUserAadToken: 'token',
      clientId: 'client',
      userObjectId: 'user',
    }),
  ).rejects.toMatchObject({ name: 'RestError', statusCode: 404 });
});

test('the connection string works over plain http too, when the client is told to allow that', async () => {
  const plain = await serveChatService({ port: 0, storage: 'memory' });
  onTestFinished(() => plain.close());
  expect(plain.connectionString).toMatch(/^endpoint=http:\/\/127\.0\.0\.1:\d+\/;accesskey=/);
  const identity = new CommunicationIdentityClient(plain.connectionString, {
    allowInsecureConnection: true,
  });
  const { user, token } = await identity.createUserAndToken(['chat']);
  expect(token.split('.')).toHaveLength(3);
  await identity.revokeTokens(user);
  await identity.deleteUser(user);
});
