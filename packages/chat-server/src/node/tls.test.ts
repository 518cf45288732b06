import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { getTrusting } from '../test-support/get-trusting.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { loadSelfSignedCertificate } from './self-signed-certificate.ts';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService, ServeOptions } from './serve-chat-service.ts';

const dayMs = 24 * 60 * 60 * 1000;

let served: ServedChatService | undefined;
afterEach(() => served?.close());

const serve = async (options: Partial<ServeOptions> = {}): Promise<ServedChatService> => {
  served = await serveChatService({ port: 0, storage: 'memory', tls: 'self-signed', ...options });
  return served;
};

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'confab-tls-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A certificate as an authority would make it: only the place is this computer. */
const makeCertificate = () =>
  loadSelfSignedCertificate({ folder: undefined, names: [], clock: { now: Date.now } });

describe('with TLS', () => {
  test('REST and realtime share one port, and every address that the service gives out is secure', async () => {
    const { endpoint, connectionString, certificate, service } = await serve();
    expect(endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(connectionString).toContain(`endpoint=${endpoint}/;`);
    const answer = await getTrusting(`${endpoint}/chat/threads`, certificate);
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([400, 'BadRequest']);

    const { token } = await service.createUser('ada');
    const settings = await service.fetch(
      `${endpoint}/chat/config/realTimeNotifications?api-version=2024-09-01`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const { webSocketUrl } = await settings.json();
    expect(webSocketUrl).toBe(`${endpoint.replace('https', 'wss')}/realtime`);
    const socket = new WebSocket(webSocketUrl, { ca: certificate });
    const reader = createSocketReader(socket);
    await reader.send({ type: 'hello', protocol: 1, token });
    expect(await reader.next()).toMatchObject({ type: 'ready' });
    reader.close();
  });

  test('the certificate names this computer, so a client that trusts it finds it valid under each name', async () => {
    const { endpoint, certificate } = await serve({ endpoint: 'https://chat.example:8443/' });
    expect(endpoint).toBe('https://chat.example:8443');
    const { subjectAltName } = new X509Certificate(certificate ?? '');
    expect(subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:chat.example',
    );
    const { endpoint: local, certificate: own } = await serve();
    const url = `https://localhost:${new URL(local).port}/`;
    expect((await getTrusting(url, own)).status).toBe(404);
  });

  test('a client that does not trust the certificate does not talk to the service', async () => {
    const { endpoint } = await serve();
    await expect(getTrusting(endpoint, undefined)).rejects.toThrow(/self-signed|unable to verify/);
  });

  test.each([
    ['speaks HTTP without TLS', 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['says nothing', ''],
    ['sends half of a greeting', '\x16\x03\x01\x02'],
  ])('a client that %s is cut off, and the service goes on', async (_name, bytes) => {
    const { port, endpoint, certificate } = await serve({ bounds: { headersTimeout: 150 } });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(Buffer.from(bytes, 'latin1'));
    await once(socket, 'close');
    expect((await getTrusting(`${endpoint}/health`, certificate)).status).toBe(200);
  });

  test('a version of TLS that is too old is not spoken', async () => {
    const { port } = await serve();
    const socket = connectTls({
      port,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      // The client's own rules forbid such a version too.
      ciphers: 'ALL:@SECLEVEL=0',
      rejectUnauthorized: false,
    });
    const [error] = await once(socket, 'error');
    expect(error.message).toMatch(/protocol version|unsupported protocol/);
  });

  test('a certificate of one’s own is shown', async () => {
    const tls = await makeCertificate();
    const { endpoint, certificate } = await serve({ tls });
    expect(certificate).toBe(tls.cert);
    expect((await getTrusting(endpoint, tls.cert)).status).toBe(404);
  });

  test.each([
    [
      'another key',
      async () => ({ ...(await makeCertificate()), key: (await makeCertificate()).key }),
    ],
    ['something that is no key', async () => ({ ...(await makeCertificate()), key: 'secret' })],
    ['something that is no certificate', async () => ({ ...(await makeCertificate()), cert: '' })],
  ])('a certificate with %s is refused at the start', async (_name, makePair) => {
    const start = serve({ tls: await makePair() });
    await expect(start).rejects.toThrow('do not belong together');
    await expect(start).rejects.not.toThrow('secret');
  });
});

describe('a self-signed certificate', () => {
  test('stays the same over restarts with a data folder, readable by its owner only', async () => {
    const storage = await makeFolder();
    const first = (await serve({ storage })).certificate;
    await served?.close();
    expect((await serve({ storage })).certificate).toBe(first);
    for (const name of ['tls-cert.pem', 'tls-key.pem']) {
      expect((await stat(join(storage, name))).mode & 0o777).toBe(0o600);
    }
  });

  test('is another one each time without a data folder', async () => {
    const first = (await serve()).certificate;
    await served?.close();
    expect((await serve()).certificate).not.toBe(first);
  });

  test('lives a year, and is renewed once fewer than 7 days are left', async () => {
    const { clock, advance } = createManualTime();
    const load = () => loadSelfSignedCertificate({ folder, names: [], clock });
    const folder = await makeFolder();
    const first = await load();
    const { validFrom, validTo } = new X509Certificate(first.cert);
    expect(Date.parse(validFrom)).toBeLessThan(clock.now());
    expect(Math.round((Date.parse(validTo) - clock.now()) / dayMs)).toBe(365);
    advance(357 * dayMs);
    expect(await load()).toEqual(first);
    advance(2 * dayMs);
    const second = await load();
    expect(second.cert).not.toBe(first.cert);
    expect(await load()).toEqual(second);
  });

  test('is made anew when its files do not fit together or it lacks a name', async () => {
    const folder = await makeFolder();
    const load = (...names: string[]) =>
      loadSelfSignedCertificate({ folder, names, clock: { now: Date.now } });
    const first = await load();
    const second = await load('chat.example', '192.0.2.7');
    expect(second.cert).not.toBe(first.cert);
    // The names that it has are more than are needed.
    expect(await load('chat.example')).toEqual(second);
    await writeFile(join(folder, 'tls-key.pem'), first.key);
    expect((await load()).cert).not.toBe(second.cert);
    expect(await readFile(join(folder, 'tls-key.pem'), 'utf8')).not.toBe(first.key);
  });
});
