import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService, ServeOptions } from './serve-chat-service.ts';

let served: ServedChatService | undefined;
afterEach(() => served?.close());

/** Milliseconds for what a busy computer does late. */
const patience = { timeout: 4_000 };

/** Bounds of a test that waits for them. */
const short = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 20 };

const serve = async (bounds: ServeOptions['bounds'] = {}): Promise<ServedChatService> => {
  served = await serveChatService({ port: 0, storage: 'memory', bounds });
  return served;
};

/** Sends bytes that no client would. `text` has all that has come back. */
function connectTo(
  { endpoint }: ServedChatService,
  bytes: string,
): { socket: Socket; text(): string } {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  socket.write(bytes);
  return { socket, text: () => received };
}

/** The bounds are short in these tests, so on a busy machine an honest request may meet them as well. */
const expectAlive = async (service: ServedChatService): Promise<void> =>
  await vi.waitFor(async () => {
    expect((await fetch(`${service.endpoint}/health`)).status).toBe(200);
  }, patience);

describe('a client that is slow or excessive', () => {
  test('and sends its headers byte by byte is answered 408 and cut off', async () => {
    const service = await serve(short);
    const { socket, text } = connectTo(service, 'GET /health HTTP/1.1\r\nHost: localhost\r\n');
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 20);
    await once(socket, 'close');
    clearInterval(drip);
    expect(text()).toMatch(/^HTTP\/1\.1 408 .*"code":"RequestTimeout"/s);
    await expectAlive(service);
  });

  test('and never sends the body that it promised is cut off', async () => {
    const service = await serve(short);
    const head = 'POST /chat/threads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{';
    const { socket, text } = connectTo(service, head);
    await once(socket, 'close');
    expect(text()).toMatch(/^HTTP\/1\.1 408 /);
    await expectAlive(service);
  });

  test('and says nothing at all is cut off', async () => {
    const service = await serve(short);
    await once(connectTo(service, '').socket, 'close');
    await expectAlive(service);
  });

  test('and sends headers of more than 16 KB is answered 431 in the envelope', async () => {
    const service = await serve();
    const head = `GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(17_000)}\r\n\r\n`;
    const { socket, text } = connectTo(service, head);
    await once(socket, 'close');
    expect(text()).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
    expect(text()).toMatch(/"code":"HeadersTooLarge"/);
    expect(text().toLowerCase()).toMatch(/connection: close/);
    await expectAlive(service);
  });

  test('and idles between requests is let go', async () => {
    const service = await serve({ keepAliveTimeout: 100 });
    const { socket, text } = connectTo(service, 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'close');
    expect(text()).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('and asks too often on one connection has to open another', async () => {
    const service = await serve({ maxRequestsPerSocket: 2 });
    const request = 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const { socket, text } = connectTo(service, request);
    for (const answers of [1, 2, 3]) {
      await vi.waitFor(() => expect(text().split('HTTP/1.1')).toHaveLength(answers + 1), patience);
      socket.write(request);
    }
    expect(text().match(/HTTP\/1\.1 \d+|connection: [\w-]+/gi)).toEqual([
      ...['HTTP/1.1 200', 'Connection: keep-alive'],
      ...['HTTP/1.1 200', 'Connection: close'],
      ...['HTTP/1.1 503', 'Connection: close'],
    ]);
  });

  test('is one of too many, and is not served', async () => {
    const service = await serve({ maxConnections: 1 });
    const first = connectTo(service, 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await vi.waitFor(() => expect(first.text()).toMatch(/\}$/), patience);
    const second = connectTo(service, 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(second.socket, 'close');
    expect(second.text()).toBe('');
  });
});

describe('what the parser of HTTP refuses', () => {
  test.each([
    ['a method that does not exist', 'BREW /health HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['bytes that are no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['two different lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks at once',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a host that is missing', 'GET /health HTTP/1.1\r\n\r\n'],
  ])('is answered 400 without a word about the inside: %s', async (_name, bytes) => {
    const service = await serve();
    const { socket, text } = connectTo(service, bytes);
    await once(socket, 'close');
    expect(text()).toMatch(/^HTTP\/1\.1 400 /);
    expect(text()).not.toMatch(/node:|\bat |\.ts\b|HPE_/);
    await expectAlive(service);
  });
});

test('every answer forbids keeping, sniffing and framing it', async () => {
  const service = await serve();
  const expected = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  for (const [path, status] of [
    ['/health', 200],
    ['/ready', 200],
    ['/nowhere', 404],
    ['/chat/threads?api-version=2025-03-15', 401],
    ['/realtime', 404],
  ] as const) {
    const answer = await fetch(`${service.endpoint}${path}`);
    expect([path, answer.status]).toEqual([path, status]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(expected);
  }
  const refused = connectTo(service, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
  const noHttp = connectTo(service, 'nonsense\r\n\r\n');
  await Promise.all([once(refused.socket, 'close'), once(noHttp.socket, 'close')]);
  for (const [name, value] of Object.entries(expected)) {
    expect(refused.text().toLowerCase()).toContain(`${name}: ${value}`);
    expect(noHttp.text().toLowerCase()).toContain(`${name}: ${value}`);
  }
});

describe('a broken WebSocket frame closes its socket and nothing else', () => {
  const handshake = [
    'GET /realtime HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
  ].join('\r\n');
  /** The bytes of a frame: flags and kind, length with the mask bit, mask, payload (masked with zeros). */
  const masked = (first: number, payload: readonly number[]): Buffer =>
    Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);

  test.each([
    ['reserved bits', masked(0xf1, [0x7b, 0x7d]), 1002],
    ['a compressed frame that was not agreed on', masked(0xc1, [0x7b, 0x7d]), 1002],
    ['an unknown kind of frame', masked(0x83, []), 1002],
    ['no mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
    ['a continuation of nothing', masked(0x80, [0x7b]), 1002],
    ['a fragmented ping', masked(0x09, []), 1002],
    ['text that is no UTF-8', masked(0x81, [0xc3, 0x28]), 1007],
    ['a length of 2^62', Buffer.from([0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0]), 1009],
  ])('%s', async (_name, frame, code) => {
    const service = await serve();
    const { socket, text } = connectTo(service, `${handshake}\r\n\r\n`);
    await vi.waitFor(() => expect(text()).toContain('\r\n\r\n'), patience);
    socket.write(frame);
    await once(socket, 'close');
    const [, frames = ''] = text().split('\r\n\r\n');
    // 0x88 is a close frame; its payload starts with the code.
    const sent = Buffer.from(frames, 'latin1');
    expect([sent[0], sent.readUInt16BE(2)]).toEqual([0x88, code]);
    await expectAlive(service);
  });
});
