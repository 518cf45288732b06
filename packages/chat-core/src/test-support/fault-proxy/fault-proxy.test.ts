import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { NetworkFault } from './fault-rules.ts';
import { createFaultProxy, type FaultProxyOptions } from './fault-proxy.ts';
import { writeHttpAnswer } from './http-answer.ts';

/** A server that says what it was asked, counts it, and hands every text of one socket to all of them. */
async function createScene(options: Omit<FaultProxyOptions, 'targetPort'> = {}) {
  const handled: string[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      handled.push(`${request.method} ${request.url} ${body}`);
      response.end(`${handled.length}: ${body}`);
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      for (const other of sockets.clients) other.send(String(data));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  const proxy = await createFaultProxy({ ...options, targetPort: port });
  onTestFinished(async () => {
    await proxy.close();
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  return {
    proxy,
    handled,
    post: async (body: string, path = '/messages'): Promise<string> => {
      const answer = await fetch(`${proxy.endpoint}${path}`, { method: 'POST', body });
      return await answer.text();
    },
    listen: async () => {
      const socket = new WebSocket(proxy.endpoint.replace('http', 'ws'));
      const heard: string[] = [];
      const closed: number[] = [];
      socket.on('message', (data) => heard.push(String(data)));
      socket.on('close', (code) => closed.push(code));
      socket.on('error', () => {});
      await once(socket, 'open');
      return { socket, heard, closed, say: (text: string) => socket.send(text) };
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('without faults requests and frames of all sizes pass unchanged, over connections that stay open', async () => {
  const { proxy, handled, post, listen } = await createScene();
  const large = 'ä'.repeat(100_000);
  for (const [index, body] of ['one', large, '', 'four', large, 'six'].entries()) {
    expect(await post(body)).toBe(`${index + 1}: ${body}`);
  }
  expect(handled).toHaveLength(6);
  expect(proxy.connections).toBeLessThan(6);
  const { heard, say } = await listen();
  const texts = ['', 'short', 'x'.repeat(200), large];
  for (const text of texts) say(text);
  await vi.waitFor(() => expect(heard).toEqual(texts));
});

test('a lost answer: the server has done it, and the client sees a reset', async () => {
  const { proxy, handled, post } = await createScene();
  proxy.setFaults([{ match: /^POST .*messages/, do: 'lose-response', times: 1 }]);
  await expect(post('one')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(handled).toEqual(['POST /messages one']);
  expect(await post('two')).toBe('2: two');
});

test('a lost request: the server hears nothing of it', async () => {
  const { proxy, handled, post } = await createScene();
  proxy.setFaults([{ do: 'lose-request', after: 1, times: 1 }]);
  expect(await post('one')).toBe('1: one');
  await expect(post('two')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(await post('three')).toBe('2: three');
  expect(handled).toHaveLength(2);
});

test('a fault strikes only the requests that it is for', async () => {
  const asked: string[] = [];
  const { proxy, post } = await createScene({ onRequest: (line) => asked.push(line) });
  proxy.setFaults([{ match: /^POST \/messages$/, do: 'lose-request' }]);
  expect(await post('one', '/threads')).toBe('1: one');
  await expect(post('two')).rejects.toThrow('fetch failed');
  expect(asked).toEqual(['POST /threads']);
});

test('an answer that is cut in the middle arrives by half', async () => {
  const { proxy, post } = await createScene();
  proxy.setFaults([{ do: 'truncate-response', times: 1 }]);
  await expect(post('x'.repeat(10_000))).rejects.toThrow('terminated');
});

test('an answer that is held arrives when the proxy thaws', async () => {
  const { proxy, handled, post } = await createScene();
  proxy.setFaults([{ do: 'hold-response', times: 1 }]);
  let answer: string | undefined;
  void post('one').then((text) => (answer = text));
  await vi.waitFor(() => expect(handled).toHaveLength(1));
  expect(await post('two')).toBe('2: two');
  expect(answer).toBeUndefined();
  proxy.thaw();
  await vi.waitFor(() => expect(answer).toBe('1: one'));
});

test('another answer comes back than the one that the server gave', async () => {
  const { proxy, handled, post } = await createScene();
  const response = writeHttpAnswer(503, 'sorry');
  proxy.setFaults([{ do: 'replace-response', response, times: 1 }]);
  expect(await post('one')).toBe('sorry');
  expect(await post('two')).toBe('2: two');
  expect(handled).toHaveLength(2);
});

test('a portal answers in place of the server', async () => {
  const { proxy, handled, post } = await createScene();
  const response = writeHttpAnswer(200, '<html>');
  proxy.setFaults([{ do: 'answer', response, times: 1 }]);
  expect(await post('one')).toBe('<html>');
  expect(await post('two')).toBe('1: two');
  expect(handled).toHaveLength(1);
});

test.each<[string, NetworkFault, atLeastMs: number]>([
  ['late', { do: 'slow', latencyMs: 100 }, 190],
  ['in small pieces', { do: 'slow', sliceBytes: 7 }, 0],
  ['at few bytes in a second', { do: 'slow', bytesPerSecond: 2_000 }, 300],
])('what passes %s arrives whole', async (_how, fault, atLeastMs) => {
  const { proxy, post, listen } = await createScene();
  proxy.setFaults([fault]);
  const start = performance.now();
  expect(await post('x'.repeat(500))).toBe(`1: ${'x'.repeat(500)}`);
  expect(performance.now() - start).toBeGreaterThanOrEqual(atLeastMs);
  const { heard, say } = await listen();
  say('hello');
  await vi.waitFor(() => expect(heard).toEqual(['hello']));
});

test('late frames are all late by the same time, and keep their order', async () => {
  const { proxy, listen } = await createScene();
  proxy.setFaults([{ do: 'slow', latencyMs: 100 }]);
  const { heard, say } = await listen();
  const start = performance.now();
  for (let count = 0; count < 20; count += 1) say(`${count}`);
  await vi.waitFor(() => expect(heard).toHaveLength(20), { timeout: 3_000 });
  expect(heard).toEqual(heard.toSorted((a, b) => Number(a) - Number(b)));
  // One after the other they would take two seconds.
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('one frame is dropped, one comes twice, the others pass', async () => {
  const { proxy, listen } = await createScene();
  const { heard, say } = await listen();
  proxy.setFaults([
    { do: 'drop-frame', match: /event/, after: 1, times: 1 },
    { do: 'duplicate-frame', match: /event 3/ },
  ]);
  for (const text of ['event 1', 'ping', 'event 2', 'event 3', 'event 4']) say(text);
  await vi.waitFor(() => expect(heard).toContain('event 4'));
  expect(heard).toEqual(['event 1', 'ping', 'event 3', 'event 3', 'event 4']);
});

test('a share of the frames is dropped, as the random numbers say', async () => {
  const numbers = [0.1, 0.3, 0.19, 0.9, 0.5];
  const { proxy, listen } = await createScene({ random: () => numbers.shift() ?? 1 });
  const { heard, say } = await listen();
  proxy.setFaults([{ do: 'drop-frame', probability: 0.2 }]);
  for (let count = 1; count <= 5; count += 1) say(`${count}`);
  await vi.waitFor(() => expect(heard).toContain('5'));
  expect(heard).toEqual(['2', '4', '5']);
});

test('a socket breaks before a frame, without a close frame', async () => {
  const { proxy, listen } = await createScene();
  const { heard, closed, say } = await listen();
  proxy.setFaults([{ do: 'cut-before-frame', match: /two/ }]);
  say('one');
  say('two');
  await vi.waitFor(() => expect(closed).toEqual([1006]));
  expect(heard).toEqual(['one']);
});

test('a frozen socket says nothing, not even that it is gone, and goes on after the thaw', async () => {
  const { proxy, post, listen } = await createScene();
  const frozen = await listen();
  proxy.freeze('sockets');
  const other = await listen();
  other.say('one');
  await vi.waitFor(() => expect(other.heard).toEqual(['one']));
  expect(await post('requests pass')).toBe('1: requests pass');
  frozen.say('two');
  await post('time passes');
  expect(frozen.heard).toEqual([]);
  expect(frozen.closed).toEqual([]);
  expect(other.heard).toEqual(['one']);
  proxy.thaw();
  await vi.waitFor(() => expect(frozen.heard).toEqual(['one', 'two']));
});

test('a new connection can be frozen, too', async () => {
  const { proxy, handled, post } = await createScene();
  proxy.setFaults([{ do: 'freeze' }]);
  const answer = post('one');
  await vi.waitFor(() => expect(proxy.connections).toBe(1));
  expect(handled).toEqual([]);
  proxy.setFaults([]);
  proxy.thaw();
  expect(await answer).toBe('1: one');
});

test('a cut ends everything at once; refused connections do not come up; then all is well again', async () => {
  const { proxy, post, listen } = await createScene();
  const { closed } = await listen();
  proxy.setFaults([{ do: 'refuse' }]);
  proxy.cut();
  await vi.waitFor(() => expect(closed).toEqual([1006]));
  await expect(post('one')).rejects.toThrow('fetch failed');
  expect(proxy.connections).toBe(0);
  proxy.setFaults([]);
  expect(await post('two')).toBe('1: two');
});

test('a cut of the sockets leaves requests alone', async () => {
  const { proxy, handled, post, listen } = await createScene();
  const { closed } = await listen();
  proxy.setFaults([{ do: 'hold-response', times: 1 }]);
  const held = post('one');
  await vi.waitFor(() => expect(handled).toHaveLength(1));
  proxy.cut('sockets');
  await vi.waitFor(() => expect(closed).toEqual([1006]));
  proxy.thaw();
  expect(await held).toBe('1: one');
});

test('where nobody listens behind the proxy, connections are reset', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const proxy = await createFaultProxy({ targetPort: port });
  onTestFinished(() => proxy.close());
  await expect(fetch(proxy.endpoint)).rejects.toThrow('fetch failed');
});
