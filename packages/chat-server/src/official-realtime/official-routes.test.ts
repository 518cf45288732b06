import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { issueScopedToken } from '../test-support/call-identity.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { createOfficialSteps, endpointId } from '../test-support/official-steps.ts';

const endpoint = 'http://localhost:4830';

let time: ManualTime;
let service: ChatService;
let token: string;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock, schedule: time.schedule });
  ({ token } = await service.createUser('ada'));
});

const stepsOf = (bearer: string | undefined, epid?: string) =>
  createOfficialSteps(service.fetch, endpoint, bearer, epid);
const statusesOf = async (bearer: string | undefined): Promise<number[]> => {
  const steps = stepsOf(bearer);
  const { connectparams } = await (await stepsOf(token).allocate()).json();
  const answers = [
    await steps.allocate(),
    await steps.allocate('/v4/a'),
    await steps.shakeHands(connectparams),
    await steps.register(),
    await steps.unregister(),
  ];
  return answers.map(({ status }) => status);
};

describe('who may connect', () => {
  test('a user with his token', async () => {
    expect(await statusesOf(token)).toEqual([200, 200, 200, 202, 204]);
  });

  test.each([['chat.join'], ['chat.join.limited']])('a token with the scope %s', async (scope) => {
    const scoped = await issueScopedToken(service, time.clock.now(), scope);
    expect((await stepsOf(scoped).allocate()).status).toBe(200);
    expect((await stepsOf(scoped).register()).status).toBe(202);
  });

  test('nobody without a token or with a broken one', async () => {
    expect(await statusesOf(undefined)).toEqual([401, 401, 401, 401, 401]);
    expect(await statusesOf('x.y.z')).toEqual([401, 401, 401, 401, 401]);
  });

  test('nobody with a token that has expired, not even within the tolerance for clocks', async () => {
    const { token: late } = await service.createUser('grace');
    time.advance(24 * 60 * 60 * 1000);
    ({ token } = await service.createUser('ada'));
    expect(await statusesOf(late)).toEqual([401, 401, 401, 401, 401]);
  });

  test('nobody with a token for calls only', async () => {
    const scoped = await issueScopedToken(service, time.clock.now(), 'voip');
    expect(await statusesOf(scoped)).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('an allocation', () => {
  test('names the addresses of the service and lives as long as the token', async () => {
    const answer = await stepsOf(token).allocate();
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual({
      socketio: `${endpoint}/`,
      url: `${endpoint}/v4/f/${endpointId}/`,
      surl: `${endpoint}/v4/f/${endpointId}/`,
      ccid: expect.any(String),
      id: expect.any(String),
      ttl: String(24 * 60 * 60),
      connectparams: { st: time.clock.now(), se: expect.any(Number), sig: expect.any(String) },
    });
  });

  test('needs an id of the client that fits into an address', async () => {
    for (const epid of ['', 'a/b', 'a%22b', 'x'.repeat(101)]) {
      expect((await stepsOf(token, epid).allocate()).status).toBe(400);
    }
  });
});

describe('a handshake', () => {
  test('offers WebSocket only, with the times that the service keeps', async () => {
    const { connectparams } = await (await stepsOf(token).allocate()).json();
    const answer = await stepsOf(token).shakeHands(connectparams);
    expect(await answer.text()).toMatch(/^[\w.-]+:40:60:websocket$/);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  test('does not take parameters that were made for another user or another client', async () => {
    const { connectparams } = await (await stepsOf(token).allocate()).json();
    const { token: other } = await service.createUser('grace');
    expect((await stepsOf(other).shakeHands(connectparams)).status).toBe(403);
    expect((await stepsOf(token, 'other').shakeHands(connectparams)).status).toBe(403);
    expect((await stepsOf(token).shakeHands({})).status).toBe(403);
  });

  test('does not take parameters that are older than a day', async () => {
    const { connectparams } = await (await stepsOf(token).allocate()).json();
    time.advance(24 * 60 * 60 * 1000);
    ({ token } = await service.createUser('ada'));
    expect((await stepsOf(token).shakeHands(connectparams)).status).toBe(403);
  });
});

test('a registration without an id is refused', async () => {
  expect((await stepsOf(token).register({})).status).toBe(400);
  expect((await stepsOf(token).register({ registrationId: 7 })).status).toBe(400);
});

test('a registration with a body that is no JSON object is refused', async () => {
  const url = `${endpoint}/registrar/v3/registrations`;
  for (const [type, body, status] of [
    ['application/json', '{', 400],
    ['application/json', '[]', 400],
    ['application/json', `"${'x'.repeat(70_000)}"`, 413],
    ['text/plain', '{"registrationId":"a"}', 415],
  ] as const) {
    const headers = { 'x-skypetoken': token, 'content-type': type };
    const answer = await service.fetch(url, { method: 'POST', headers, body });
    expect([answer.status, Object.keys(await answer.json())]).toEqual([status, ['error']]);
  }
});

test('the realtime settings lead to the allocation and the registration', async () => {
  const url = `${endpoint}/chat/config/realTimeNotifications?api-version=2024-09-01`;
  const headers = { authorization: `Bearer ${token}` };
  expect(await (await service.fetch(url, { headers })).json()).toMatchObject({
    trouterServiceUrl: `${endpoint}/trouter`,
    registrarServiceUrl: `${endpoint}/registrar`,
    cloudType: expect.any(String),
  });
});

test('a page of this computer may send the headers and methods of the client', async () => {
  for (const [method, path] of [
    ['POST', '/v4/a'],
    ['GET', '/socket.io/1/'],
    ['DELETE', '/registrar/v3/registrations/x'],
  ]) {
    const answer = await service.fetch(endpoint + path, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': String(method),
        'access-control-request-headers': 'content-type,x-skypetoken',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(answer.headers.get('access-control-allow-methods')).toContain(method);
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-skypetoken');
  }
});
