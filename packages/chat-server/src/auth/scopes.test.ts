import { expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { signRequest } from '../test-support/sign-request.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { allowsScope } from './scopes.ts';

test.each([
  [['chat'], [true, true, true]],
  [['chat.join'], [false, true, true]],
  [['chat.join.limited'], [false, false, true]],
  [
    ['voip', 'chat.join.limited'],
    [false, false, true],
  ],
  [
    ['chat.join.limited', 'chat'],
    [true, true, true],
  ],
  [
    ['voip', 'voip.join'],
    [false, false, false],
  ],
  [
    ['chat.other', 'Chat', 'chat ', ''],
    [false, false, false],
  ],
  [[], [false, false, false]],
])('the scopes %j allow everything, joining and limited joining: %j', (held, expected) => {
  const asked = ['chat', 'chat.join', 'chat.join.limited'] as const;
  expect(asked.map((scope) => allowsScope(held, scope))).toEqual(expected);
});

const accessKey = btoa('k'.repeat(64));

test.each([
  ['chat', 'ready'],
  ['chat.join', 'ready'],
  ['chat.join.limited', 'ready'],
  ['voip', 'error'],
])('realtime answers a token with the scope %s: %s', async (scope, type) => {
  const service = await createChatService({ accessKey });
  const url = 'http://localhost/identities?api-version=2023-10-01';
  const body = JSON.stringify({ createTokenWithScopes: [scope] });
  const headers = signRequest('POST', url, body, accessKey, Date.now());
  const created = await (await service.fetch(url, { method: 'POST', headers, body })).json();
  const socket = createSocketReader(service.webSocket('ws://localhost/realtime'));
  await socket.send({ type: 'hello', protocol: 1, token: created.accessToken.token });
  expect(await socket.next()).toMatchObject({ type });
  await service.close();
});
