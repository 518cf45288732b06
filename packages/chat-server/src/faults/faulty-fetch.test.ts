import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import type { RestFault } from './chat-faults.ts';
import { LostConnectionError } from './lost-connection-error.ts';

const time = createManualTime();
let service: ChatService;
let scene: Scene;
let messages: string;

beforeEach(async () => {
  service = await createChatService({ clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  messages = `/chat/threads/${scene.threadId}/messages`;
});

afterEach(() => service.close());

/** Lets the fault strike the next send and no other request. */
function troubleSends(fault: RestFault): void {
  service.setFaults({
    rules: [{ where: 'rest', operations: ['sendMessage'], times: 1, ...fault }],
  });
}

const send = (headers?: Record<string, string>) =>
  scene.ada.call('POST', messages, { content: 'Hi' }, headers);

/** How many messages there are besides the two that report the beginning of the thread. */
const countSent = async () => (await scene.listMessageIds(scene.grace)).length - 2;

describe('a request', () => {
  test('that is lost changes nothing and gets no answer', async () => {
    troubleSends({ fault: 'lose-request' });
    await expect(send()).rejects.toThrow(LostConnectionError);
    expect(await countSent()).toBe(0);
    expect((await send()).status).toBe(201);
  });

  test('whose answer is lost is carried out', async () => {
    troubleSends({ fault: 'lose-response' });
    await expect(send()).rejects.toThrow(TypeError);
    expect(await countSent()).toBe(1);
  });

  test('can be carried out and still be answered with 503', async () => {
    troubleSends({ fault: 'commit-then-503', retryAfterSeconds: 2 });
    const answer = await send();
    expect([answer.status, answer.body.error.code]).toEqual([503, 'ServiceUnavailable']);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.has('location')).toBe(false);
    expect(await countSent()).toBe(1);
  });

  test('is held back until its time has come', async () => {
    troubleSends({ fault: 'delay', ms: 500 });
    const sent = send();
    expect(await countSent()).toBe(0);
    time.advance(499);
    expect(await countSent()).toBe(0);
    time.advance(1);
    expect((await sent).status).toBe(201);
  });

  test('is carried out at once when only its answer is held back', async () => {
    troubleSends({ fault: 'delay-response', ms: 500 });
    let isAnswered = false;
    const sent = send().then(() => (isAnswered = true));
    await expect.poll(countSent).toBe(1);
    expect(isAnswered).toBe(false);
    time.advance(500);
    await sent;
  });

  test('that is held back fails like one to a dead server when the service closes', async () => {
    troubleSends({ fault: 'delay', ms: 60_000 });
    const refused = expect(send()).rejects.toThrow(LostConnectionError);
    await Promise.resolve();
    await service.close();
    await refused;
  });
});

describe('an answer', () => {
  test.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [502, 'BadGateway'],
    [503, 'ServiceUnavailable'],
    [504, 'GatewayTimeout'],
  ] as const)('of %i takes the place of the operation', async (status, code) => {
    troubleSends({ fault: 'status', status });
    const answer = await send();
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.headers.has('retry-after')).toBe(false);
    expect(await countSent()).toBe(0);
  });

  test('that refuses says when to try again, if the rule does', async () => {
    troubleSends({ fault: 'status', status: 429, retryAfterSeconds: 1.5 });
    const { headers } = await send();
    expect([headers.get('retry-after'), headers.get('retry-after-ms')]).toEqual(['2', '1500']);
  });

  test.each(['status', 'commit-then-503'] as const)(
    'by %s can be read by the pages that may read every answer',
    async (fault) => {
      troubleSends({ fault, status: 503 });
      const { headers } = await send({
        origin: 'http://localhost:6006',
        'x-ms-client-request-id': 'r-1',
      });
      expect(headers.get('access-control-allow-origin')).toBe('http://localhost:6006');
      expect(headers.get('x-ms-client-request-id')).toBe('r-1');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  test('with a truncated body promises more than it gives', async () => {
    troubleSends({ fault: 'truncate-body' });
    const response = await service.fetch(`http://localhost${messages}?api-version=2025-03-15`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${scene.ada.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ content: 'Hi' }),
    });
    expect(response.status).toBe(201);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBeLessThan(Number(response.headers.get('content-length')));
    expect(new TextDecoder().decode(first?.value)).toMatch(/^\{"id"/);
    let ending: unknown;
    reader?.read().catch((error: unknown) => (ending = error));
    await vi.waitFor(() => {
      time.advance(100);
      expect(ending).toBeInstanceOf(LostConnectionError);
    });
    expect(await countSent()).toBe(1);
  });

  test('without a body cannot be truncated', async () => {
    service.setFaults({ rules: [{ where: 'rest', fault: 'truncate-body' }] });
    const path = `/chat/threads/${scene.threadId}`;
    expect((await scene.ada.call('PATCH', path, { topic: 'Tea' })).status).toBe(204);
  });
});

test('paths that are no operation are left alone', async () => {
  service.setFaults({ rules: [{ where: 'rest', fault: 'status', status: 500 }] });
  expect((await scene.ada.call('GET', '/nowhere')).status).toBe(404);
  const preflight = await service.fetch(`http://localhost${messages}`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:6006',
      'access-control-request-method': 'POST',
    },
  });
  expect(preflight.status).toBe(204);
});

test('a service can begin with faults', async () => {
  await service.close();
  service = await createChatService({
    faults: { rules: [{ where: 'rest', fault: 'status', status: 502 }] },
  });
  const { token } = await service.createUser('ada');
  const response = await service.fetch('http://localhost/chat/threads?api-version=2025-03-15', {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(502);
});
