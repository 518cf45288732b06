import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { helpText } from './node/cli-arguments.ts';
import { loadSelfSignedCertificate } from './node/self-signed-certificate.ts';
import { getTrusting } from './test-support/get-trusting.ts';
import { issueTokenFor } from './test-support/issue-token-for.ts';
import { createRestCaller } from './test-support/rest-caller.ts';
import { startServerProcess } from './test-support/server-process.ts';

/** Milliseconds for tests that start processes, on a busy computer. */
const timeout = 30_000;

let folder: string;
const fileOf = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-cli-'));
  const { cert, key } = await loadSelfSignedCertificate({
    folder: undefined,
    names: [],
    clock: { now: Date.now },
  });
  const plan = { rules: [{ where: 'rest', fault: 'status', status: 503, times: 1 }] };
  const files = {
    file: '',
    'cert.pem': cert,
    'key.pem': key,
    'faults.json': JSON.stringify(plan),
    'typo.json': JSON.stringify({ rules: [{ where: 'rest', fault: 'stauts' }] }),
    'broken.json': '{"rules": [',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(fileOf(name), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('confab-server', { timeout }, () => {
  test('--help prints the options and exits with 0', async () => {
    const { code, stdout, stderr } = await startServerProcess('--help').ended;
    expect([code, stdout, stderr]).toEqual([0, helpText, '']);
  });

  test.each([['SIGTERM'], ['SIGINT']] as const)(
    'prints one line when it listens and exits with 0 on %s',
    async (signal) => {
      const server = startServerProcess('--port', '0');
      const { endpoint, connectionString } = await server.listening;
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(connectionString).toMatch(new RegExp(`^endpoint=${endpoint}/;accesskey=.{88}$`));
      expect((await fetch(`${endpoint}/chat/threads?api-version=2025-03-15`)).status).toBe(401);
      server.kill(signal);
      const { code, stdout, stderr } = await server.ended;
      expect([code, stdout.trim().split('\n').length, stderr]).toEqual([0, 1, '']);
    },
  );

  test('serves https with a certificate from files, under the public URL that it is told', async () => {
    const files = ['--tls-cert', fileOf('cert.pem'), '--tls-key', fileOf('key.pem')];
    const place = ['--port', '0', '--endpoint', 'https://chat.example', '--host', '127.0.0.1'];
    const server = startServerProcess(...files, ...place);
    const { endpoint, connectionString } = await server.listening;
    expect(endpoint).toBe('https://chat.example');
    expect(connectionString).toMatch(/^endpoint=https:\/\/chat\.example\/;/);
  });

  test('serves https with a certificate of its own, which a client may trust', async () => {
    const storage = fileOf('data');
    const server = startServerProcess('--port', '0', '--self-signed', '--storage', storage);
    const { endpoint } = await server.listening;
    expect(endpoint).toMatch(/^https:/);
    const { status } = await getTrusting(`${endpoint}/health`, join(storage, 'tls-cert.pem'));
    expect(status).toBe(200);
  });

  test('limits callers unless it is told not to', async () => {
    const statusesWith = async (...options: string[]) => {
      const server = startServerProcess('--port', '0', ...options);
      const { endpoint, connectionString } = await server.listening;
      const { token } = await issueTokenFor(connectionString, 'ada');
      const call = createRestCaller(fetch, endpoint, token);
      const statuses = new Set<number>();
      for (let count = 0; count < 40; count++) {
        statuses.add((await call('POST', '/chat/threads', { topic: 'T' })).status);
      }
      return [...statuses];
    };
    expect(await statusesWith()).toEqual([201, 429]);
    expect(await statusesWith('--rate-limits', 'off')).toEqual([201]);
  });

  test('causes the troubles of a fault plan', async () => {
    const server = startServerProcess('--port', '0', '--faults', fileOf('faults.json'));
    const { endpoint } = await server.listening;
    const ask = async () => (await fetch(`${endpoint}/chat/threads?api-version=2025-03-15`)).status;
    expect([await ask(), await ask()]).toEqual([503, 401]);
  });

  test('writes one line of JSON about a failure that nobody caught, and exits with 1', async () => {
    const bug = `process.once('SIGUSR2', () => { throw new Error('a bug'); })`;
    vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(bug)}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = startServerProcess('--port', '0');
    await server.listening;
    server.kill('SIGUSR2');
    const { code, stderr } = await server.ended;
    expect([code, JSON.parse(stderr)]).toMatchObject([1, { error: 'Error', message: 'a bug' }]);
  });

  test('answers the pages that it is told to, and no others', async () => {
    const server = startServerProcess('--port', '0', '--allow-origin', 'https://app.example');
    const { endpoint } = await server.listening;
    const ask = async (origin: string) =>
      (await fetch(`${endpoint}/health`, { headers: { origin } })).status;
    expect([await ask('https://app.example'), await ask('http://localhost:1')]).toEqual([200, 403]);
  });
});

describe(
  'confab-server says in one line why it cannot start, and exits with 1',
  { timeout },
  () => {
    const fail = async (...options: string[]) => {
      const { code, stdout, stderr } = await startServerProcess(...options).ended;
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^confab-server: .+\n$/);
      return stderr;
    };

    test('when the port is in use', async () => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const address = other.address();
      const port = typeof address === 'object' ? String(address?.port) : '';
      expect(await fail('--port', port)).toContain(`Port ${port} on 127.0.0.1 is in use`);
      other.close();
    });

    test('when the data folder cannot be written', async () => {
      // Below a file nobody can make a folder, whatever rights the tests run with.
      const place = join(folder, 'file', 'data');
      expect(await fail('--port', '0', '--storage', place)).toContain('Choose a folder');
    });

    test('when the certificate, the key or the fault plan is no good', async () => {
      const [cert, key] = ['cert.pem', 'key.pem'].map(fileOf);
      const withTls = (...files: [string?, string?]) =>
        fail('--port', '0', '--tls-cert', files[0] ?? '', '--tls-key', files[1] ?? '');
      expect(await withTls(fileOf('no.pem'), key)).toMatch(/no\.pem of --tls-cert cannot be read/);
      expect(await withTls(key, cert)).toContain('do not belong together');
      const withFaults = (name: string) => fail('--port', '0', '--faults', fileOf(name));
      expect(await withFaults('typo.json')).toMatch(/typo\.json .* "rules\[0\]\.fault" must be/);
      expect(await withFaults('broken.json')).toMatch(/broken\.json of --faults is no fault plan/);
    });

    test.each([
      [['--bogus'], /Unknown option '--bogus'.*--help/],
      [['--port', '0', '--host', '0.0.0.0'], /Give an access key of your own/],
      [['--port', '0', '--access-key', 'short'], /not base64 of at least 32 bytes/],
      [['--port', '0', '--host', '192.0.2.99', '--access-key', btoa('k'.repeat(64))], /opened/],
      [['--self-signed', '--tls-key', 'k.pem'], /does not go with/],
    ])('when called with %j', async (options, reason) => {
      expect(await fail(...options)).toMatch(reason);
    });
  },
);
