import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serveChatService } from '../node/serve-chat-service.ts';
import type { ServedChatService } from '../node/serve-chat-service.ts';
import { createOfficialSteps, endpointId } from '../test-support/official-steps.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';

let served: ServedChatService | undefined;
afterEach(() => served?.close());

test('over a real port a socket opens, hears, is answered and ends', async () => {
  served = await serveChatService({ port: 0, storage: 'memory' });
  const { service, endpoint } = served;
  const [ada, grace] = [await service.createUser('ada'), await service.createUser('grace')];
  const steps = createOfficialSteps(fetch, endpoint, grace.token);
  const url = await steps.findSocket();
  expect(url).not.toContain(grace.token);
  const socket = new WebSocket(url, { origin: 'http://localhost:3000' });
  const packets: string[] = [];
  socket.on('message', (data) => packets.push(String(data)));
  await vi.waitFor(() => expect(packets).toHaveLength(2));
  expect(packets[0]).toBe('1::');
  expect((await steps.register()).status).toBe(202);

  const call = createRestCaller(fetch, endpoint, ada.token);
  const participants = [{ communicationIdentifier: { rawId: grace.userId } }];
  const { body } = await call('POST', '/chat/threads', { topic: '100%', participants });
  await vi.waitFor(() => expect(packets).toHaveLength(3));
  const push = JSON.parse(String(packets[2]).slice(4));
  expect(push).toMatchObject({ method: 'POST', url: `/v4/f/${endpointId}/` });
  expect(JSON.parse(push.body)).toMatchObject({ eventId: 257, threadId: body.chatThread.id });

  socket.send(`3:::{"id":${push.id},"status":200,"headers":{},"body":""}`);
  socket.send('5:1+::{"name":"ping"}');
  await vi.waitFor(() => expect(packets.at(-1)).toBe('6:::1+["pong"]'));
  const closed = once(socket, 'close');
  socket.send('0::');
  expect((await closed)[0]).toBe(1000);
});

test('over a real port an address that names no session of the service opens nothing', async () => {
  served = await serveChatService({ port: 0, storage: 'memory' });
  const base = served.endpoint.replace('http', 'ws');
  const forged = new WebSocket(`${base}/socket.io/1/websocket/e30.AAAA?epid=${endpointId}`);
  expect((await once(forged, 'close'))[0]).toBe(4401);
  for (const path of ['/socket.io/1/websocket/', '/socket.io/1/xhr-polling/e30.AAAA']) {
    const refused = new WebSocket(base + path);
    expect(String((await once(refused, 'error'))[0])).toContain('403');
  }
});
