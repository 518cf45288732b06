import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import { signRequest } from '../test-support/sign-request.ts';

const accessKey = btoa('k'.repeat(64));
let time: ManualTime;
let service: ChatService;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock, accessKey });
});

const call = async (method: string, path: string, body?: object, key: string = accessKey) => {
  const url = `http://localhost${path}?api-version=2023-10-01`;
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = signRequest(method, url, text, key, time.clock.now());
  const response = await service.fetch(url, {
    method,
    headers,
    ...(text !== '' && { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, body: answer === '' ? {} : JSON.parse(answer) };
};
const useToken = async (token: string) =>
  (await createRestCaller(service.fetch, 'http://localhost', token)('GET', '/chat/threads')).status;

describe('with the access key', () => {
  test('a user is created, with a token when scopes are named', async () => {
    expect(await call('POST', '/identities')).toMatchObject({
      status: 201,
      body: { identity: { id: expect.stringMatching(/^8:acs:[\w-]+_[\w-]+$/) } },
    });
    const { status, body } = await call('POST', '/identities', {
      createTokenWithScopes: ['chat'],
      expiresInMinutes: 60,
    });
    expect([status, body.accessToken.expiresOn]).toEqual([201, '2026-01-05T10:00:00.0000000Z']);
    expect(await useToken(body.accessToken.token)).toBe(200);
  });

  test('one customId is one user, the same that createUser gives', async () => {
    const first = await call('POST', '/identities', { customId: 'ada' });
    const again = await call('POST', '/identities', { customId: 'ada' });
    expect(again.body).toEqual(first.body);
    expect((await service.createUser('ada')).userId).toBe(first.body.identity.id);
  });

  test('a token looks like Azure’s and allows what its scopes say', async () => {
    const { userId } = await service.createUser('ada');
    const issue = async (scopes: string[]) =>
      (
        await call('POST', `/identities/${encodeURIComponent(userId)}/:issueAccessToken`, {
          scopes,
        })
      ).body.token;
    const token: string = await issue(['chat', 'voip']);
    const payload = JSON.parse(atob(token.split('.')[1] ?? ''));
    expect(payload).toMatchObject({
      skypeid: userId.slice(2),
      scp: 1792,
      csi: String(time.clock.now()),
      acsScope: 'chat,voip',
      exp: (time.clock.now() + 24 * 60 * 60 * 1000) / 1000,
      iat: time.clock.now() / 1000,
      resourceId: userId.slice('8:acs:'.length).split('_')[0],
    });
    expect(await useToken(token)).toBe(200);
    expect(await useToken(await issue(['voip']))).toBe(403);
  });

  test('revoking ends old tokens at once and leaves new ones alone', async () => {
    const { userId, token } = await service.createUser('ada');
    expect((await call('POST', `/identities/${userId}/:revokeAccessTokens`)).status).toBe(204);
    expect(await useToken(token)).toBe(401);
    expect(await useToken((await service.createUser('ada')).token)).toBe(200);
  });

  test('a deleted user cannot sign in, and his name gives a new user', async () => {
    const { userId, token } = await service.createUser('ada');
    expect((await call('DELETE', `/identities/${userId}`)).status).toBe(204);
    expect(await useToken(token)).toBe(401);
    expect(
      (await call('POST', `/identities/${userId}/:issueAccessToken`, { scopes: ['chat'] })).status,
    ).toBe(404);
    expect((await service.createUser('ada')).userId).not.toBe(userId);
  });

  test.each([
    ['unknown scopes', { scopes: ['everything'] }],
    ['no scopes', {}],
    ['a life that is too short', { scopes: ['chat'], expiresInMinutes: 59 }],
    ['a life that is too long', { scopes: ['chat'], expiresInMinutes: 1441 }],
  ])('a token with %s is refused', async (_name, body) => {
    const { userId } = await service.createUser('ada');
    expect((await call('POST', `/identities/${userId}/:issueAccessToken`, body)).status).toBe(400);
  });
});

describe('without it', () => {
  test('another key is refused', async () => {
    const { status, body } = await call('POST', '/identities', {}, btoa('x'.repeat(64)));
    expect([status, body.error.code]).toEqual([401, 'Unauthorized']);
  });

  test.each([
    ['no signature', {}, ''],
    ['a body that was changed on the way', undefined, '{"customId":"eve"}'],
    ['a user token', { authorization: 'Bearer x' }, ''],
  ])('%s is refused', async (_name, headers, body) => {
    const url = 'http://localhost/identities?api-version=2023-10-01';
    const signed = signRequest('POST', url, '', accessKey, time.clock.now());
    const response = await service.fetch(url, { method: 'POST', headers: headers ?? signed, body });
    expect(response.status).toBe(401);
  });

  test('a request from 6 minutes ago is refused, so that it cannot be sent again', async () => {
    const url = 'http://localhost/identities?api-version=2023-10-01';
    const headers = signRequest('POST', url, '', accessKey, time.clock.now());
    time.advance(6 * 60 * 1000);
    expect((await service.fetch(url, { method: 'POST', headers })).status).toBe(401);
  });
});
