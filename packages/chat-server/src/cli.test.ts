import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpText } from './node/cli-arguments.ts';
import { startServerProcess } from './test-support/server-process.ts';

/** Milliseconds for tests that start processes, on a busy computer. */
const timeout = 30_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-cli-'));
  await writeFile(join(folder, 'file'), '');
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

    test.each([
      [['--bogus'], /Unknown option '--bogus'.*--help/],
      [['--port', '0', '--host', '0.0.0.0'], /Give an access key of your own/],
    ])('when called with %j', async (options, reason) => {
      expect(await fail(...options)).toMatch(reason);
    });
  },
);
